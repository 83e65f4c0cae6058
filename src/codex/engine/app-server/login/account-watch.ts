import type { Account, AccountDetails, AccountState } from '../../account.ts';
import type { EventStream } from '../../../streams/event-stream.ts';
import { LatestValue } from '../../../streams/latest-value.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { Supervisor } from '../process/supervisor.ts';
import type { Logins } from './logins.ts';

/** The account, followed from one process to the next. */
export interface AccountWatch {
  /** The login as it was last seen. */
  known(): Account;
  /** See `SessionCore.accountState`. */
  state(): Promise<AccountState>;
  /** See `SessionCore.accountChanges`. */
  changes(): EventStream<AccountState>;
  /** To be called when the supervisor has another process, or none. */
  processChanged(): void;
  /** To be called when a login has changed. */
  loginChanged(): void;
  /** Ends all streams. */
  close(): void;
}

/** How often the service is asked for the quota while anyone looks on; Codex tells of its own use. */
const quotaMs = 60_000;

const noLogin: Account = { isReady: false, method: null, isLoginRequired: true };

/**
 * Watches the account of the supervisor's process. The service is asked only while someone looks.
 *
 * @param onLogin Called when the login may have been made or ended.
 */
export function watchAccount(
  supervisor: Supervisor,
  logins: Logins,
  onLogin: () => void,
): AccountWatch {
  const latest = new LatestValue<AccountState>();
  let lastSeen = noLogin;
  let shown = '';
  let timer: NodeJS.Timeout | undefined;

  const known = (): Account => (lastSeen = supervisor.current?.account.status ?? lastSeen);

  /** What can be said while there is no process to ask. */
  function unasked(): AccountDetails {
    return { ...known(), email: null, plan: null, quota: null };
  }

  /** Gives the current state to the followers, unless they have it. */
  function publish(): void {
    const account = supervisor.current?.account.details ?? latest.value?.account;
    if (account === undefined || latest.followers === 0) return;
    const state = { account, logins: logins.all() };
    const text = JSON.stringify(state);
    if (text === shown && latest.value !== undefined) return;
    shown = text;
    latest.set(state);
  }

  /** What another process has yet to ask for must not be shown as unknown meanwhile. */
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
    onLogin();
    // The first one to be shown is shown in full.
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
    };
    timer ??= setInterval(loadCurrent, quotaMs).unref();
    if (latest.value === undefined) loadCurrent();
    return stream;
  }

  processChanged();
  return {
    known,
    async state() {
      const account = (await supervisor.current?.account.load()) ?? unasked();
      return { account, logins: logins.all() };
    },
    changes: follow,
    processChanged,
    loginChanged: publish,
    close: () => latest.close(),
  };
}

function isSameLogin(one: Account, other: Account | undefined): boolean {
  return other === undefined || one.method === other.method;
}
