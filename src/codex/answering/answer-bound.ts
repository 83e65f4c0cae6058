import { UpstreamError } from '../../errors/errors.ts';
import type { LiveCompletion } from '../completion/live-completion.ts';

/**
 * Stops a completion whose answer takes too long.
 *
 * @param ms How long it may take from now on.
 * @returns Ends the watch.
 */
export function boundAnswer(completion: LiveCompletion, ms: number): () => void {
  const timer = setTimeout(() => {
    const message = `The answer took longer than ${Math.round(ms / 1000)} s.`;
    completion.stop(new UpstreamError('answer_timeout', message));
  }, ms).unref();
  return () => clearTimeout(timer);
}
