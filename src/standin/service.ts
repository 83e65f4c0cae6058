import { AccountService } from './account/account-service.ts';
import type { Behaviour, StatusBehaviour } from './behaviour.ts';
import { errorBody, errorBodyFor } from './wire/errors.ts';
import type { JsonObject } from './wire/json.ts';
import { Ledger } from './ledger.ts';
import { readRequest } from './request.ts';
import { respond } from './respond.ts';
import type { PlannedResponse } from './response.ts';
import type { EventSink } from './sink.ts';
import type { BehaviourHook, RecordedRequest } from './types.ts';
import { PromptCache } from './usage.ts';

/** What both transports share: the hook, the record, the prompt cache, the account and the counters. */
export class Service {
  readonly ledger = new Ledger();
  readonly requests: RecordedRequest[] = [];
  /** The login and account side; those who wait for the ledger hear of its changes too. */
  readonly account: AccountService;
  readonly #cache = new PromptCache();
  readonly #tokensPerSecond: number;
  readonly #record: boolean;
  hook: BehaviourHook | undefined;
  refusedUpgrade: StatusBehaviour | undefined;

  /** @param approveLoginMs When a device code approves itself; undefined: never. */
  constructor(tokensPerSecond: number, record: boolean, approveLoginMs?: number) {
    this.#tokensPerSecond = tokensPerSecond;
    this.#record = record;
    this.account = new AccountService(() => this.ledger.update(() => {}), approveLoginMs);
  }

  /** See `StandIn.reset`. */
  reset(): void {
    this.hook = undefined;
    this.refusedUpgrade = undefined;
    this.requests.length = 0;
    this.ledger.update((ledger) => ledger.reset());
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

  /** The status a WebSocket upgrade is refused with, if it is. */
  upgradeRefusal(): { status: number; body: JsonObject | string } | undefined {
    const refused = this.refusedUpgrade;
    return (
      refused && { status: refused.status, body: refused.body ?? errorBodyFor(refused.status) }
    );
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
    });
  }
}
