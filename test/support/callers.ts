import type { Caller } from '../../src/codex/completion/caller.ts';
import type { Identify } from '../../src/http/access/credentials.ts';

/** Everyone where no key is required. */
export const localCaller: Caller = {
  id: 'local',
  name: null,
  program: null,
  requestId: null,
  seesAll: true,
  mayAdminister: false,
};

/** The holder of the key of that name, which is no admin's. */
export function keyCaller(name: string, more: Partial<Caller> = {}): Caller {
  return { ...localCaller, id: `key:${name}`, name, seesAll: false, ...more };
}

/** Lets everyone in. The key that a caller sends is its name, too. */
export const identifyByName: Identify = ({ keys: [name] }) =>
  name === undefined ? localCaller : keyCaller(name);
