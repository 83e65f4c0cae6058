import { CancelledError } from '../../../../errors/errors.ts';
import type { AnswerListener, AnswerOutcome, AnswerRequest } from '../../turn.ts';
import { guardContact } from '../../service/contact/contact-guard.ts';
import type { UpstreamBreaker } from '../../service/contact/upstream-breaker.ts';
import type { Begun, EndedAnswer } from '../chains/begun.ts';
import type { Chains } from '../chains/chains.ts';
import type { ServiceAccess } from '../login/service-access.ts';
import type { Provider } from '../provider/provider.ts';
import { buildBody } from '../request/build-body.ts';
import { askService } from './ask-service.ts';
import { KeptItemsRefused } from './kept-items-refused.ts';
import type { ServiceAnswer } from './attempt.ts';
import type { ServiceDeps } from './question.ts';

/** What running an answer takes. */
export interface AnswerDeps extends ServiceDeps {
  readonly access: ServiceAccess;
  readonly chains: Chains;
  readonly breaker: UpstreamBreaker;
}

/**
 * Answers a request, and keeps what a later request may continue from before the
 * promise settles. Rejects with a `CodexServeError`, or with `DirectRefusedError` before any output.
 */
export async function runAnswer(
  deps: AnswerDeps,
  request: AnswerRequest,
  listener: AnswerListener,
  signal: AbortSignal,
): Promise<AnswerOutcome> {
  const { asked, model } = request;
  const guard = guardContact(deps.breaker, { caller: asked.caller.id, model }, asked.messages);
  return await guard.run(async () => {
    const provider = await providerOf(deps.access, signal);
    const ask = async (begun: Begun): Promise<AnswerOutcome> => {
      const upstream = upstreamRequest(provider, request, begun);
      const question = { request, upstream, onContact: guard.onContact };
      const answer = await askService(deps, question, listener, signal);
      const outcome = outcomeOf(answer);
      if (!signal.aborted) deps.chains.keep(request, begun, keptAnswer(answer, outcome));
      return outcome;
    };
    const begun = deps.chains.begin(request);
    try {
      return await ask(begun);
    } catch (error) {
      if (!(error instanceof KeptItemsRefused)) throw error;
      if (!begun.hasKeptItems) throw error.error;
    }
    try {
      return await ask(deps.chains.replay(request, begun));
    } catch (error) {
      throw error instanceof KeptItemsRefused ? error.error : error;
    }
  });
}

async function providerOf(access: ServiceAccess, signal: AbortSignal): Promise<Provider> {
  try {
    return await access.provider(signal);
  } catch (error) {
    throw signal.aborted ? new CancelledError() : error;
  }
}

/** The answer under the ids that the client has for its calls. */
function keptAnswer(
  { output: { calls }, reader, connection, turnState }: ServiceAnswer,
  { finishReason }: AnswerOutcome,
): EndedAnswer {
  const items = reader.items.map((item) => {
    const { call_id: id } = item;
    return typeof id === 'string' ? { ...item, call_id: calls.clientId(id) } : item;
  });
  return {
    items,
    toolCalls: calls.whole,
    finishReason,
    responseId: reader.responseId,
    // The service would not know results under the client's ids.
    connection: calls.hasOtherIds ? null : connection,
    turnState,
  };
}

function upstreamRequest(
  provider: Provider,
  request: AnswerRequest,
  { sessionId, input, turnState, continued }: Begun,
): Parameters<typeof askService>[1]['upstream'] {
  const { kind, storesAnswers } = provider;
  const body = buildBody({ kind, storesAnswers, request, input, sessionId });
  return { provider, body, sessionId, turnState, continued };
}

function outcomeOf({ output, end }: ServiceAnswer): AnswerOutcome {
  const { usage } = end;
  const { refusal } = output;
  if (end.type === 'incomplete') {
    const isFiltered = end.reason === 'content_filter';
    const finishReason = isFiltered ? 'content_filter' : 'length';
    return { finishReason, usage, ...(isFiltered && refusal !== null && { refusal }) };
  }
  if (output.calls.hasAny) return { finishReason: 'tool_calls', usage };
  return refusal === null
    ? { finishReason: 'stop', usage }
    : { finishReason: 'content_filter', usage, refusal };
}
