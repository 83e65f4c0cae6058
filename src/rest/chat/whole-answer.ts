import type { Response } from 'express';
import type { Completion, CompletionResult } from '../../codex/completion/completion.ts';
import { createdSeconds } from './created.ts';
import { markFirstToken } from './first-token.ts';
import { toUsageBody } from './usage.ts';

/** Waits for the end of the completion and answers with all of it. Rejects with its error. */
export async function sendWholeAnswer(res: Response, completion: Completion): Promise<void> {
  for await (const { type } of completion.events()) {
    if (type !== 'delta') continue;
    markFirstToken(res);
    break;
  }
  const result = await completion.result();
  res.json(toAnswerBody(completion, result));
}

/** `usage` is left out where the service reported none: zeros would be wrong. */
function toAnswerBody(completion: Completion, result: CompletionResult): object {
  return {
    id: completion.id,
    object: 'chat.completion',
    created: createdSeconds(completion),
    model: completion.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: result.text,
          refusal: null,
          annotations: [],
          ...(result.reasoning !== '' && { reasoning_content: result.reasoning }),
        },
        logprobs: null,
        finish_reason: result.finishReason,
      },
    ],
    ...(result.usage && { usage: toUsageBody(result.usage) }),
    service_tier: 'default',
  };
}
