import { messageChain, nextLink } from '../../../completion/message-chain.ts';
import type { CompletionRequest, Message } from '../../../completion/request.ts';
import type { PoolLimits } from '../../conversation/thread-limits.ts';
import { createThreadPool } from '../../conversation/thread-pool.ts';
import type { AnswerRequest } from '../../turn.ts';
import { inputItems } from '../request/input-items.ts';
import { answerForms, type AnswerForm } from '../../conversation/answer-forms.ts';
import type { Begun, EndedAnswer } from './begun.ts';
import { perPlace, poolLimits } from './chain-limits.ts';
import { createChainStore, type ChainStore } from './chain-store.ts';
import type { Chain, KeptAnswer, Place } from './chain.ts';
import { continuationOf, continuedState, ownReasoning, resolvedAnswer } from './continuation.ts';
import { keptAnswer } from './kept-answer.ts';
import { knownConversation } from './known-conversation.ts';
import { createTrust } from './trust.ts';
import { createWaitingRequests } from './waiting-requests.ts';

/** What the conversations of all callers continue from. Nothing waits for it. */
export interface Chains {
  /** Finds the longest known beginning of the request's conversation. */
  begin(request: AnswerRequest): Begun;
  /**
   * The conversation as the client sent it, because the service refused it with what was kept. If it
   * answers now, those answers are forgotten; after several such refusals, none are kept for a while.
   */
  replay(request: AnswerRequest, refused: Begun): Begun;
  /**
   * Keeps an answer for the requests that continue from it. Call it before the promise of the answer
   * settles. Does not keep an answer that is not whole, or that no client can send back.
   */
  keep(request: AnswerRequest, begun: Begun, answer: EndedAnswer): void;
  /** See `Engine.waitingRequest`. */
  waitingRequest(completionId: string): CompletionRequest | undefined;
  /** See `Engine.forget`. */
  forget(completionId: string): void;
  /** See `Engine.parkedTurns`. */
  readonly parkedTurns: number;
  /** Another account has logged in, which cannot read the reasoning of the last one. */
  loginChanged(): void;
  /** Forgets everything. */
  close(): void;
}

/**
 * Starts empty.
 *
 * @param limits How many conversations, and how many answers with calls, are kept for how long. With
 *   a count of 0, every conversation is sent as its client sends it.
 * @param onChange Called whenever `parkedTurns` may have changed.
 */
export function createChains(limits: PoolLimits, onChange: () => void = () => {}): Chains {
  const pool = createThreadPool(poolLimits(limits));
  const store = createChainStore(pool, onChange);
  const requests = createWaitingRequests(pool);
  const isOff = limits.kept.count === 0 && limits.parked.count === 0;
  let login = 0;
  const trust = createTrust();

  const begin = (request: AnswerRequest, refused: readonly Place[] = []): Begun => {
    const { messages, caller } = request.asked;
    const links = isOff ? [] : linksOf(request, messages);
    const isTaken = refused.length === 0 && trust.isGiven;
    const known = knownConversation(messages, isTaken ? links : [], (link) => store.find(link));
    const input = inputItems(known.messages);
    const chain = chainOf(store, links) ?? store.create(caller.id);
    const reasoning = ownReasoning(known.messages);
    const own = placeOf(chain, links.at(-1) ?? '');
    if (!isOff) store.add(chain, [own], null, resolvedAnswer(known));
    return {
      sessionId: chain.sessionId,
      input,
      turnState: continuedState(known),
      continued: continuationOf(known, input.length),
      hasKeptItems: known.places.length > 0,
      record: { chain, link: own.link, places: [...known.places, own], refused, reasoning, login },
    };
  };
  /** Learns from an answer what the service takes. */
  const learn = ({ hasKeptItems, record }: Begun): void => {
    if (hasKeptItems) trust.taken();
    if (record.refused.length === 0) return;
    trust.refused();
    store.forget(record.refused);
  };

  return {
    begin: (request) => begin(request),
    replay: (request, { record }) =>
      begin(
        request,
        record.places.filter(({ answer }) => answer !== null),
      ),
    keep(request, begun, answer) {
      const { chain, link, places, login: since } = begun.record;
      const hasCalls = answer.finishReason === 'tool_calls';
      if (hasCalls) requests.keep(request);
      const { count } = hasCalls ? limits.parked : limits.kept;
      if (since !== login) return;
      learn(begun);
      if (count === 0 || !trust.isGiven) return;
      const kept = keptAnswer(request, begun, answer);
      const forms = kept === null ? [] : formsOf(answer);
      if (forms.length === 0) return;
      const after = forms.map((form) => placeOf(chain, link, kept, form));
      // The chain may have had to make room while it was answered.
      const before = places.filter((place) => place.chain === chain);
      store.add(chain, [...before, ...after], hasCalls ? kept : null, null);
    },
    waitingRequest: (completionId) => requests.get(completionId),
    forget: (completionId) => requests.forget(completionId),
    get parkedTurns() {
      return store.waiting;
    },
    loginChanged() {
      login += 1;
      trust.taken();
      store.clear();
    },
    close() {
      login += 1;
      store.clear();
      requests.clear();
    },
  };
}

/** The digests of a conversation's beginnings. No two callers and no two models share one. */
function linksOf({ model, asked }: AnswerRequest, messages: readonly Message[]): string[] {
  return messageChain([asked.caller.id, model], messages);
}

/** The forms in which a client may send an answer back, each once. */
function formsOf(answer: EndedAnswer): AnswerForm[] {
  const forms = answerForms(answer);
  if (forms === null) return [];
  const { joined, separate, isPlain } = forms;
  return [...(joined === null ? [] : [joined]), ...(isPlain ? [] : [separate])];
}

/** The place after a request, or after an answer to it in one of its forms. */
function placeOf(
  chain: Chain,
  link: string,
  answer: KeptAnswer | null = null,
  form: AnswerForm = [],
): Place {
  return {
    link: form.reduce(nextLink, link),
    before: link,
    chain,
    answer,
    bytes: perPlace + (answer === null ? 0 : JSON.stringify(answer.items).length),
  };
}

/**
 * The chain of the longest known beginning. A place of the whole request counts only after an
 * answer: two chats may begin with the same question.
 */
function chainOf(store: ChainStore, links: readonly string[]): Chain | undefined {
  for (let index = links.length - 1; index > 0; index -= 1) {
    const place = store.find(links[index] ?? '');
    const isEnd = index === links.length - 1;
    if (place !== undefined && (place.answer !== null || !isEnd)) return place.chain;
  }
  return undefined;
}
