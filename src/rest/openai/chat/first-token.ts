import type { Response } from 'express';
import type { Completion } from '../../../codex/completion/completion.ts';

/** Notes for the request log when the answer's first token came, on the clock of `performance.now()`. */
export function markFirstToken(res: Response): void {
  res.locals['firstTokenAt'] ??= performance.now();
}

/** The same for an answer that is sent as a whole: waits for the completion's first piece. */
export async function noteFirstToken(res: Response, completion: Completion): Promise<void> {
  for await (const { type } of completion.events()) {
    if (type !== 'delta' && type !== 'tool-call') continue;
    markFirstToken(res);
    break;
  }
}
