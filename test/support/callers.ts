import type { RequestHandler } from 'express';
import type { Caller } from '../../src/codex/completion/caller.ts';
import { noteCaller } from '../../src/http/access/caller-of.ts';
import {
  commonKeyHeaders,
  credentialsOf,
  type Identify,
} from '../../src/http/access/credentials.ts';

/** Everyone where no key is required. */
export const localCaller: Caller = {
  id: 'local',
  name: null,
  userAgent: null,
  requestId: null,
  seesAll: true,
  mayAdminister: false,
};

/** The holder of the key of that name, which is no admin's. */
export function keyCaller(name: string, more: Partial<Caller> = {}): Caller {
  return { ...localCaller, id: `key:${name}`, name, seesAll: false, ...more };
}

/** Lets everyone in. The key that a caller sends is its name, too. */
export const identifyByName: Identify = async ({ keys: [name] }) =>
  await Promise.resolve(name === undefined ? localCaller : keyCaller(name));

/** Notes who sends a request, in place of the guards. */
export function lettingIn(identify: Identify): RequestHandler {
  return async (req, _res, next) => {
    const caller = await identify(credentialsOf(req, commonKeyHeaders));
    if (caller !== null) noteCaller(req, caller);
    next();
  };
}
