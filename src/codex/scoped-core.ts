import { NotPermittedError } from '../errors/login-errors.ts';
import type { AccountState } from './engine/account.ts';
import { maySee, type Caller } from './completion/caller.ts';
import type { Activity } from './activity/activity.ts';
import type { Completion } from './completion/completion.ts';
import { filterStream } from './streams/filter-stream.ts';
import { mapStream } from './streams/map-stream.ts';
import type { SessionCore } from './session-core.ts';

/**
 * The session core as one client sees it. Hides the completions of other clients in lists, by id
 * and in the activity. Also hides the account's owner and the code of a pending login. An admin
 * sees everything. Only a client that may administer can change the login.
 */
export function scopedCore(core: SessionCore, caller: Caller): SessionCore {
  const seen = caller.seesAll ? core : ownCore(core, caller);
  return caller.mayAdminister
    ? seen
    : { ...seen, startLogin: notPermitted, cancelLogin: notPermitted, logout: notPermitted };
}

function ownCore(core: SessionCore, caller: Caller): SessionCore {
  const isSeen = (completion: Completion): boolean => maySee(caller, completion.caller);
  const isShown = (activity: Activity): boolean =>
    activity.type === 'gap' || isSeen(activity.completion);
  const completion = async (id: string): Promise<Completion | undefined> => {
    const found = await core.completion(id);
    return found && isSeen(found) ? found : undefined;
  };
  return {
    ...core,
    completion,
    waitingRequest: async (id) =>
      (await completion(id)) === undefined ? undefined : await core.waitingRequest(id),
    completions: async () => (await core.completions()).filter(isSeen),
    async board() {
      const { completions, cursor } = await core.board();
      return { completions: completions.filter(isSeen), cursor };
    },
    activity: (after, options) => filterStream(core.activity(after, options), isShown),
    accountState: async () => withoutOwner(await core.accountState()),
    accountChanges: () => mapStream(core.accountChanges(), withoutOwner),
  };
}

function withoutOwner({ account }: AccountState): AccountState {
  return { account: { ...account, email: null, credits: null }, logins: [] };
}

async function notPermitted(): Promise<never> {
  return await Promise.reject(new NotPermittedError());
}
