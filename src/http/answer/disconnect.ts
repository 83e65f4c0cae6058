import { setMaxListeners } from 'node:events';
import type { Response } from 'express';
import { CancelledError } from '../../errors/errors.ts';

/** Aborts as soon as the client disconnects before its answer is complete. The caller may abort too. */
export function abortOnDisconnect(res: Response): AbortController {
  const controller = new AbortController();
  // Each choice of an answer adds listeners, and removes them when it ends.
  setMaxListeners(0, controller.signal);
  const leave = (): void => {
    if (!res.writableFinished) controller.abort(new CancelledError('The client went away.'));
  };
  // It may have left while its request was read.
  if (res.destroyed) leave();
  else res.once('close', leave);
  return controller;
}
