import type { Response } from 'express';
import { CancelledError } from '../../errors/errors.ts';

/** Aborts as soon as the client is gone before its answer was complete. */
export function disconnectSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort(new CancelledError('The client went away.'));
  });
  return controller.signal;
}
