import { setMaxListeners } from 'node:events';
import type { Response } from 'express';
import { CancelledError } from '../../errors/errors.ts';

/** Aborts as soon as the client is gone before its answer was complete; the caller may do so too. */
export function abortOnDisconnect(res: Response): AbortController {
  const controller = new AbortController();
  // Each choice of an answer listens, and takes its listeners away with it.
  setMaxListeners(0, controller.signal);
  const leave = (): void => {
    if (!res.writableFinished) controller.abort(new CancelledError('The client went away.'));
  };
  // It may have left while its request was read.
  if (res.destroyed) leave();
  else res.once('close', leave);
  return controller;
}
