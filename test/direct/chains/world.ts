import * as fc from 'fast-check';
import type { Message } from '../../../src/codex/completion/request.ts';
import type { JsonObject } from '../../../src/codex/completion/tools.ts';
import type { Begun, EndedAnswer } from '../../../src/codex/engine/direct/chains/begun.ts';
import { createChains, type Chains } from '../../../src/codex/engine/direct/chains/chains.ts';
import type { PoolLimits } from '../../../src/codex/engine/conversation/thread-limits.ts';
import type { AnswerRequest } from '../../../src/codex/engine/turn.ts';
import { sentBack } from '../../reuse/client-habits.ts';
import { keyCaller } from '../../support/callers.ts';
import { answerKinds, answerOf, type AnswerKind } from './answer-kinds.ts';
import { requestFor, result, said } from './conversation.ts';
import { viewOf } from './input-view.ts';

/** What somebody does with one of the chats. */
type Step =
  | {
      readonly kind: 'ask';
      /** Which chat, or a new one. */
      readonly chat: number;
      /** How many messages of it are kept: less for a branch. */
      readonly upTo: number;
      readonly caller: string;
      readonly model: string;
      readonly answer: AnswerKind;
      /** Of the client; 0 sends everything back as it was. */
      readonly habits: number;
      readonly prompt: number;
      /** How many steps the answer takes. */
      readonly lasts: number;
    }
  | { readonly kind: 'login' };

/** Any sequence of requests, of three callers. */
export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 30,
      arbitrary: fc.record({
        kind: fc.constant('ask' as const),
        chat: fc.nat(8),
        upTo: fc.oneof({ weight: 4, arbitrary: fc.constant(100) }, fc.nat(12)),
        caller: fc.constantFrom('alice', 'alice', 'bob', 'carol'),
        model: fc.constantFrom('gpt-5.5', 'gpt-5.5', 'gpt-5.5', 'gpt-6-sol'),
        answer: fc.constantFrom<AnswerKind[]>(...answerKinds),
        habits: fc.oneof(fc.constant(0), fc.nat(1000)),
        prompt: fc.nat(1),
        lasts: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(6)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('login' as const) }) },
  ),
  { minLength: 1, maxLength: 60, size: 'max' },
);

/** What the client of a chat has. The owner may take it to another key. */
interface Chat {
  readonly messages: readonly Message[];
}

/** An answer of the service. */
interface Given {
  readonly name: string;
  readonly caller: string;
  readonly model: string;
  readonly login: number;
}

/** An answer that is under way. */
interface Running {
  /** The step before which it ends. */
  readonly until: number;
  readonly end: () => void;
}

/** A response as the connection that gave it has it. */
interface Response {
  readonly caller: string;
  readonly items: readonly JsonObject[];
}

/** Runs the steps on chains with these limits, and notes what is wrong. */
export class World {
  readonly faults: string[] = [];
  /** How often the service got reasoning back, and how often a request continued from a response. */
  readonly gained = { reasoning: 0, responses: 0, turns: 0 };
  readonly chains: Chains;
  readonly #plain: Chains;
  readonly #chats: Chat[] = [];
  readonly #given = new Map<unknown, Given>();
  readonly #responses = new Map<string, Response>();
  readonly #states = new Map<string, string>();
  readonly #owners = new Map<string, string>();
  readonly #connection = {};
  readonly #running = new Set<Running>();
  #login = 0;
  #count = 0;

  constructor(limits: PoolLimits) {
    this.chains = createChains(limits);
    const none = { count: 0, ms: 1 };
    this.#plain = createChains({ ...limits, kept: none, parked: none });
  }

  run(steps: readonly Step[]): void {
    for (const [index, step] of steps.entries()) {
      this.#endAnswers(index);
      if (step.kind === 'login') {
        this.#login += 1;
        this.chains.loginChanged();
      } else this.#ask(step, index);
    }
    this.#endAnswers(Number.POSITIVE_INFINITY);
  }

  #endAnswers(now: number): void {
    for (const running of this.#running) {
      if (running.until > now) continue;
      this.#running.delete(running);
      running.end();
    }
  }

  #ask(step: Step & { kind: 'ask' }, now: number): void {
    const { model } = step;
    const messages = this.#conversation(step);
    const request = requestFor(messages, { caller: keyCaller(step.caller) }, { model });
    const begun = this.chains.begin(request);
    this.#compare(begun, this.#plain.begin(request));
    this.#judgeOwners(request, begun);
    this.#judgeTurn(messages, begun);
    const name = `${(this.#count += 1)}`;
    this.#given.set(`secret ${name}`, { name, caller: step.caller, model, login: this.#login });
    const { answer, message } = answerOf(step.answer, name);
    const end = (): void => {
      if (answer !== null) this.#keep(request, begun, name, answer);
      this.#chats.splice(step.chat, 1, { messages: [...messages, message] });
    };
    this.#running.add({ until: now + step.lasts, end });
    this.#endAnswers(now);
  }

  #keep(request: AnswerRequest, begun: Begun, name: string, answer: EndedAnswer): void {
    const responseId = `resp_${name}`;
    const whole = { ...answer, responseId, connection: this.#connection, turnState: name };
    const items = [...begun.input, ...answer.items];
    this.#responses.set(responseId, { caller: request.asked.caller.id, items });
    for (const { id } of answer.toolCalls) this.#states.set(id, begun.turnState ?? name);
    this.chains.keep(request, begun, whole);
  }

  /** What a client sends: its chat or a part of it, and what comes next. */
  #conversation({ chat, upTo, habits, prompt }: Step & { kind: 'ask' }): readonly Message[] {
    const { messages } = this.#chats[chat] ?? { messages: [] };
    const part = messages.slice(0, upTo);
    const last = part.at(-1);
    const calls = last?.role === 'assistant' ? (last.toolCalls ?? []) : [];
    const next =
      calls.length > 0
        ? calls.map(({ id }) => result(id, `result ${prompt}`))
        : [said('user', `question ${prompt}`)];
    const cut = last?.role === 'tool' && calls.length === 0 ? withoutOpenCalls(part) : part;
    const whole = [...cut, ...next];
    return habits === 0 ? whole : sentBack(whole, habits);
  }

  /** The service must see what the client sent, and reasoning beside it. */
  #compare(begun: Begun, plain: Begun): void {
    const view = JSON.stringify(viewOf(begun.input));
    if (view !== JSON.stringify(viewOf(plain.input))) this.#fault(`the input differs: ${view}`);
    if (begun.continued === null) return;
    this.gained.responses += 1;
    const response = this.#responses.get(begun.continued.responseId);
    const rest = begun.input.slice(begun.continued.known);
    if (rest.length === 0) this.#fault('a continued response gets nothing new');
    const seen = JSON.stringify(viewOf([...(response?.items ?? []), ...rest]));
    if (seen !== view) this.#fault(`the continued response has another conversation: ${seen}`);
  }

  #judgeOwners({ asked, model }: AnswerRequest, { input, sessionId, continued }: Begun): void {
    const caller = asked.caller.id.replace('key:', '');
    const owner = this.#owners.get(sessionId) ?? caller;
    this.#owners.set(sessionId, owner);
    if (owner !== caller) this.#fault('two callers share a session');
    const response = this.#responses.get(continued?.responseId ?? '');
    if (response !== undefined && response.caller !== asked.caller.id) {
      this.#fault('a request continues another caller’s response');
    }
    for (const { encrypted_content: secret } of input.filter(({ type }) => type === 'reasoning')) {
      this.gained.reasoning += 1;
      const given = this.#given.get(secret);
      if (given?.caller !== caller) this.#fault('reasoning of another caller');
      if (given?.model !== model) this.#fault('reasoning of another model');
      if (given?.login !== this.#login) this.#fault('reasoning of another login');
      const isAsked = asked.messages.some((message) => {
        return isOfAnswer(message, given?.name ?? '');
      });
      if (!isAsked) this.#fault('reasoning of another conversation');
    }
  }

  /** The state of a turn belongs to the results of its calls. */
  #judgeTurn(messages: readonly Message[], { turnState }: Begun): void {
    if (turnState === null) return;
    this.gained.turns += 1;
    const last = messages.at(-1);
    const expected = last?.role === 'tool' ? this.#states.get(last.toolCallId) : undefined;
    if (turnState !== expected) this.#fault(`the turn state is ${turnState}, not ${expected}`);
  }

  #fault(fault: string): void {
    this.faults.push(fault);
  }
}

/** Whether a client has this message of the answer of that name. */
function isOfAnswer(message: Message, name: string): boolean {
  if (message.role !== 'assistant') return false;
  const text = message.content.map((part) => part.text).join('');
  const calls = message.toolCalls ?? [];
  return text.includes(`answer ${name},`) || calls.some(({ id }) => id.startsWith(`call_${name}_`));
}

/** Cuts the chat before calls without results, which no client may send. */
function withoutOpenCalls(messages: readonly Message[]): readonly Message[] {
  const called = messages.findLastIndex(({ role }) => role === 'assistant');
  const open = messages[called];
  const calls = open?.role === 'assistant' ? (open.toolCalls ?? []) : [];
  return messages.length - called - 1 < calls.length ? messages.slice(0, called) : messages;
}
