import { CancelledError, CodexServeError, toCodexServeError } from '../../../../errors/errors.ts';
import type { AnswerListener } from '../../turn.ts';
import { BrokenConnection, ServiceRefusal } from '../transport/faults.ts';
import { AnswerOutput } from './answer-output.ts';
import { Attempt, type ServiceAnswer } from './attempt.ts';
import { DirectRefusedError } from '../../direct-refused.ts';
import { directRefusal } from './direct-refusal.ts';
import { isAboutKeptItems, KeptItemsRefused, mayBeAboutKeptItems } from './kept-items-refused.ts';
import type { Question, ServiceDeps } from './question.ts';
import { quotaInHeaders, saysAnything } from './quota.ts';
import { Retries, type RetryLimits } from './retries.ts';
import {
  brokenError,
  FailedResponse,
  failureError,
  refusalError,
  type ServiceError,
} from './service-error.ts';

/**
 * Asks the service until it has answered, within the limits on retries. What was passed on is not
 * repeated. Rejects with a `CodexServeError`; before any output also with `KeptItemsRefused` and
 * `DirectRefusedError`.
 */
export async function askService(
  deps: ServiceDeps,
  question: Question,
  listener: AnswerListener,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  const { request, upstream } = question;
  const limits: RetryLimits = { retryMs: deps.retryMs, maxRetries: upstream.provider.maxRetries };
  const retries = new Retries(limits, request.attempts);
  let isHeard = false;
  const output = new AnswerOutput(listener, () => {
    isHeard = true;
    retries.progressed();
  });
  let credentials = await deps.credentials.current(signal);
  let isRenewed = false;
  for (;;) {
    try {
      return await new Attempt(deps, question, output, signal).send(credentials);
    } catch (error) {
      if (signal.aborted) throw new CancelledError();
      if (isUnauthorized(error) && !isRenewed) {
        isRenewed = true;
        credentials = await deps.credentials.renewed(credentials, signal);
        continue;
      }
      if (error instanceof ServiceRefusal) noteRefusal(error, deps, question);
      const fault = faultOf(error, question);
      if (!isHeard) throwIfRefused(error, fault, question);
      await retries.again(fault, signal);
      output.restart();
    }
  }
}

/** A refusal is an answer too, and may say how much of the quota is used up. */
function noteRefusal(
  { headers }: ServiceRefusal,
  deps: ServiceDeps,
  { onContact }: Question,
): void {
  onContact('answered');
  const quota = quotaInHeaders(headers);
  if (saysAnything(quota)) deps.onQuota(quota);
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof ServiceRefusal && error.status === 401;
}

/**
 * Throws where the request may have an answer in another form: without what was kept, or, with a
 * ChatGPT login, by the app-server.
 */
function throwIfRefused(
  error: unknown,
  fault: ServiceError,
  { request, upstream }: Question,
): void {
  if (!(error instanceof ServiceRefusal)) return;
  if (isAboutKeptItems(error)) throw new KeptItemsRefused(fault.error);
  const isChatGpt = upstream.provider.kind === 'chatgpt';
  const refusal = isChatGpt ? directRefusal(error, request) : null;
  if (refusal !== null) throw new DirectRefusedError(refusal, fault.error);
  if (mayBeAboutKeptItems(error)) throw new KeptItemsRefused(fault.error);
}

function faultOf(error: unknown, { request, onContact }: Question): ServiceError {
  if (error instanceof ServiceRefusal) return refusalError(error, request.model);
  if (error instanceof FailedResponse) return failureError(error.said, request.model);
  if (error instanceof BrokenConnection) {
    onContact(error.isSent ? 'broken' : 'unreachable');
    return brokenError(error);
  }
  const known = error instanceof CodexServeError ? error : toCodexServeError(error);
  return { error: known, isRetryable: false, waitMs: 0 };
}
