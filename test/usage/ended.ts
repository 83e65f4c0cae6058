import { keyCaller, localCaller } from '../support/callers.ts';
import type { Usage } from '../../src/codex/completion/events.ts';
import type { CompletionIdentity } from '../../src/codex/completion/completion-identity.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { UpstreamError } from '../../src/errors/errors.ts';

/** Counts of a small answer. */
export const someUsage: Usage = {
  inputTokens: 10,
  cachedInputTokens: 4,
  cacheWriteInputTokens: 1,
  outputTokens: 5,
  reasoningOutputTokens: 2,
  totalTokens: 15,
};

let made = 0;

function started(identity: Partial<CompletionIdentity>): LiveCompletion {
  made += 1;
  return new LiveCompletion({
    id: `chatcmpl-${made}`,
    model: 'gpt-5.5',
    effort: 'medium',
    surface: 'CHAT_COMPLETIONS',
    caller: localCaller,
    ...identity,
  });
}

/** A completion that has ended well just now. */
export function completed(
  identity: Partial<CompletionIdentity> = {},
  text = 'Hello.',
  usage: Usage | null = someUsage,
): LiveCompletion {
  const completion = started(identity);
  completion.delta(text);
  completion.finish('stop', usage);
  return completion;
}

/** One that has failed before its first token. */
export function failed(identity: Partial<CompletionIdentity> = {}): LiveCompletion {
  const completion = started(identity);
  completion.fail(new UpstreamError('engine_unavailable', 'It is gone.'));
  return completion;
}

/** One that was cancelled. */
export function cancelled(identity: Partial<CompletionIdentity> = {}): LiveCompletion {
  const completion = started(identity);
  completion.cancel();
  return completion;
}

/** A client with a key of that name. */
export function clientOf(keyName: string): CompletionIdentity['caller'] {
  return keyCaller(keyName, { userAgent: 'OpenAI/JS 6.49.0' });
}
