import type { IncomingHttpHeaders } from 'node:http';
import { AccountService } from './account/account-service.ts';
import { quotaHeaders } from './account/quota.ts';
import type { Behaviour, StatusBehaviour } from './behaviour.ts';
import { errorBody, errorBodyFor } from './wire/errors.ts';
import type { JsonObject } from './wire/json.ts';
import { Ledger } from './ledger.ts';
import { readRequest } from './request.ts';
import { respond } from './respond.ts';
import type { PlannedResponse } from './response.ts';
import type { EventSink } from './sink.ts';
import { checkAdmission } from './admission.ts';
import { checkLoginRules } from './login-rules.ts';
import { defaultRules, type StandInRules } from './rules.ts';
import { TURN_STATE, TurnStates } from './turn-states.ts';
import type { BehaviourHook, RecordedRequest, StandInOptions, Transport } from './types.ts';
import { PromptCache } from './usage.ts';

/** An HTTP reply in place of an answer. */
export interface Refusal {
  readonly status: number;
  readonly body: JsonObject | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What both transports share: the hook, the record, the prompt cache, the account and the counters. */
export class Service {
  readonly ledger = new Ledger();
  readonly requests: RecordedRequest[] = [];
  /** The login and account side; those who wait for the ledger hear of its changes too. */
  readonly account: AccountService;
  readonly turnStates = new TurnStates();
  /** Counts up each time that the responses to continue from are forgotten. */
  memory = 0;
  readonly #cache = new PromptCache();
  readonly #tokensPerSecond: number;
  readonly #record: boolean;
  hook: BehaviourHook | undefined;
  refusedUpgrade: (headers: IncomingHttpHeaders) => StatusBehaviour | undefined = () => undefined;
  rules: StandInRules;
  readonly #firstRules: StandInRules;

  constructor({ tokensPerSecond = 0, record = false, approveLoginMs, rules }: StandInOptions) {
    this.#tokensPerSecond = tokensPerSecond;
    this.#record = record;
    this.#firstRules = { ...defaultRules, ...rules };
    this.rules = this.#firstRules;
    this.account = new AccountService(() => this.ledger.update(() => {}), approveLoginMs);
  }

  /** See `StandIn.reset`. */
  reset(): void {
    this.hook = undefined;
    this.refusedUpgrade = () => undefined;
    this.rules = this.#firstRules;
    this.requests.length = 0;
    this.ledger.update((ledger) => ledger.reset());
  }

  /** See `StandIn.forgetResponses`. */
  forgetResponses(): void {
    this.memory += 1;
  }

  /** Keeps a request, if recording is on. */
  note(request: RecordedRequest): void {
    if (this.#record) this.requests.push(request);
  }

  /**
   * Answers a checked request into the sink. Resolves with the response that a continuation can
   * continue from, and with undefined where there is none. Never rejects.
   */
  async answer(
    recorded: RecordedRequest,
    sink: EventSink,
    connectionKey?: string,
  ): Promise<PlannedResponse | undefined> {
    this.note(recorded);
    this.ledger.update((ledger) => {
      ledger.received += 1;
      ledger.active += 1;
    });
    let end: 'answered' | 'aborted' = 'answered';
    try {
      return await this.#respond(recorded, sink, connectionKey);
    } catch {
      end = 'aborted';
      sink.destroy();
      return undefined;
    } finally {
      this.ledger.update((ledger) => {
        ledger.active -= 1;
        ledger[end] += 1;
      });
    }
  }

  /** What a request or an upgrade with these headers is refused with, if nobody may ask so. */
  admissionRefusal(headers: IncomingHttpHeaders): Refusal | undefined {
    return this.#counted(checkAdmission(this.rules.admits, headers, this.account.tokens));
  }

  /** What a request is refused with by the rules of its login, if it is. */
  rulesRefusal(
    body: JsonObject,
    from: { transport: Transport; headers: IncomingHttpHeaders },
  ): Refusal | undefined {
    const problem = checkLoginRules(this.rules, body, from);
    return this.#counted(problem && { status: 400, body: problem });
  }

  /** What an upgrade with these headers is refused with, if it is. */
  upgradeRefusal(headers: IncomingHttpHeaders): Refusal | undefined {
    const refused = this.refusedUpgrade(headers);
    if (refused === undefined) return this.admissionRefusal(headers);
    return { ...refused, body: refused.body ?? errorBodyFor(refused.status) };
  }

  /** The headers of the response to this request. */
  responseHeaders(request: Pick<RecordedRequest, 'turnState' | 'input'>): Record<string, string> {
    const isFirst = request.turnState === 'first' && this.rules.givesTurnState;
    return {
      ...quotaHeaders(this.account.quota),
      ...(isFirst && { [TURN_STATE]: this.turnStates.give(request) }),
    };
  }

  #counted(refusal: Refusal | undefined): Refusal | undefined {
    if (refusal !== undefined) this.ledger.update((ledger) => (ledger.refused += 1));
    return refusal;
  }

  #behaviourFor(recorded: RecordedRequest): Behaviour | undefined {
    try {
      return this.hook?.(recorded);
    } catch (error) {
      const body = errorBody(String(error), { type: 'server_error' });
      return { kind: 'status', status: 500, body };
    }
  }

  #respond(
    recorded: RecordedRequest,
    sink: EventSink,
    connectionKey: string | undefined,
  ): Promise<PlannedResponse | undefined> {
    const request = { ...readRequest(recorded.body), input: recorded.input };
    return respond({
      request,
      counted: this.#cache.count(request, request.cacheKey ?? connectionKey),
      behaviour: this.#behaviourFor(recorded),
      sink,
      tokensPerSecond: this.#tokensPerSecond,
      emptyOutput: this.rules.emptyOutput,
    });
  }
}
