import type { Response } from 'express';

/** Notes for the request log when the answer's first token came, on the clock of `performance.now()`. */
export function markFirstToken(res: Response): void {
  res.locals['firstTokenAt'] ??= performance.now();
}
