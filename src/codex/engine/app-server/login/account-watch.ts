import type { Account, AccountDetails, AccountState } from '../../account.ts';
import type { EventStream } from '../../../streams/event-stream.ts';
import { LatestValue } from '../../../streams/latest-value.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { QuotaWindows } from '../account/quota-windows.ts';
import type { Supervisor } from '../process/supervisor.ts';
import type { Logins } from './logins.ts';

/** Follows the account across app-server processes. */
export interface AccountWatch {
  /** The last known login. */
  known(): Account;
  /** See `SessionCore.accountState`. */
  state(): Promise<AccountState>;
  /** See `SessionCore.accountChanges`. */
  changes(): EventStream<AccountState>;
  /** Call this when the supervisor gets another process, or loses its process. */
  processChanged(): void;
  /** Call this when more is known of the quota. */
  quotaChanged(): void;
  /** Call this when a login has changed. */
  loginChanged(): void;
  /** Ends all streams. */
  close(): void;
}

/** How often the quota is read while anyone follows it. Codex reports its own use at once. */
const quotaMs = 60_000;

const noLogin: Account = { isReady: false, method: null, isLoginRequired: true };

/**
 * Watches the account of the supervisor's process. Asks the service only while anyone follows it.
 *
 * @param onLogin Called when the login may have been made or ended.
 */
export function watchAccount(
  supervisor: Supervisor,
  quota: Pick<QuotaWindows, 'all' | 'credits'>,
  logins: Logins,
  onLogin: () => void,
): AccountWatch {
  const latest = new LatestValue<AccountState>();
  let lastSeen = noLogin;
  let shown = '';
  let timer: NodeJS.Timeout | undefined;

  const known = (): Account => (lastSeen = supervisor.current?.account.status ?? lastSeen);

  /** The account details while there is no process to ask. */
  function unasked(): AccountDetails {
    return { ...known(), email: null, plan: null, quota: quota.all(), credits: quota.credits };
  }

  /** What is known while nobody needs a process; null where one is wanted and not there. */
  function restingDetails(): AccountDetails | null {
    return supervisor.isResting ? unasked() : null;
  }

  /** Asks the service for the details, on the current process. One that rests is started where there are any. */
  async function ask(): Promise<AccountDetails> {
    const { current } = supervisor;
    if (current !== null) return await current.account.load();
    if (!supervisor.isResting || !hasDetails(known())) return unasked();
    const lease = await supervisor.acquire().catch(() => null);
    if (lease === null) return unasked();
    return await lease.engine.account.load().finally(() => lease.release());
  }

  /** Sends the current state to the followers, unless they have it already. */
  function publish(): void {
    const last = latest.value && {
      ...latest.value.account,
      quota: quota.all(),
      credits: quota.credits,
    };
    const account = supervisor.current?.account.details ?? last ?? restingDetails();
    if (account === null || latest.followers === 0) return;
    const state = { account, logins: logins.all() };
    const text = JSON.stringify(state);
    if (text === shown && latest.value !== undefined) return;
    shown = text;
    latest.set(state);
  }

  /** Details that a new process has not read yet must not appear as unknown meanwhile. */
  async function load(engine: EngineProcess): Promise<void> {
    if (!isSameLogin(engine.account.status, latest.value?.account)) publish();
    await engine.account.load();
    if (supervisor.current === engine) publish();
  }

  function processChanged(): void {
    const engine = supervisor.current;
    known();
    if (engine === null) return;
    engine.account.onChange(() => {
      if (supervisor.current === engine) changed(engine);
    });
    if (latest.followers > 0) void load(engine);
  }

  function changed(engine: EngineProcess): void {
    known();
    onLogin();
    // The first state that followers get must be complete.
    if (latest.value !== undefined) publish();
    if (latest.followers > 0) void load(engine);
  }

  function follow(): EventStream<AccountState> {
    const stream = latest.follow(() => {
      if (latest.followers > 0) return;
      clearInterval(timer);
      timer = undefined;
      latest.forget();
    });
    const loadCurrent = (): void => {
      if (supervisor.current !== null) void load(supervisor.current);
      else if (supervisor.isResting) void ask().then(publish);
    };
    timer ??= setInterval(loadCurrent, quotaMs).unref();
    if (latest.value === undefined) loadCurrent();
    return stream;
  }

  processChanged();
  return {
    known,
    async state() {
      return { account: await ask(), logins: logins.all() };
    },
    changes: follow,
    processChanged,
    loginChanged: publish,
    quotaChanged() {
      if (latest.value !== undefined) publish();
    },
    close: () => latest.close(),
  };
}

/** Whether the service knows more of the login than there is offline. */
function hasDetails({ method, isLoginRequired }: Account): boolean {
  return isLoginRequired && method !== null && method !== 'apikey';
}

function isSameLogin(one: Account, other: Account | undefined): boolean {
  return other === undefined || one.method === other.method;
}
