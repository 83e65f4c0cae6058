import { UpstreamError } from '../../../../errors/errors.ts';
import type { Accounts } from '../../accounts.ts';
import type { Model } from '../../model.ts';
import type { Keeper } from '../../keeper.ts';
import type { EngineSetup } from '../home/setup.ts';
import type { CallOptions, RpcConnection } from '../rpc/connection.ts';
import type { Methods } from '../rpc/methods.ts';
import { RpcClosedError, RpcTimeoutError } from '../rpc/rpc-errors.ts';

/** A keeper, and what makes it report a change. */
export interface SupervisedKeeper {
  readonly keeper: Keeper;
  /** Call this when the login may have changed. */
  readonly loginChanged: () => void;
}

/** How long Codex may take for what asks the service: a new token, the routing. In milliseconds. */
const serviceMs = 30_000;
/** How long it may take for what it knows by itself, in milliseconds; 5 are usual. */
const ownMs = 10_000;

/** What the keeper knows without asking, and takes note of. */
export interface KeeperFacts extends Pick<Accounts, 'knownAccount'> {
  /** The models of the app-server. */
  models(): readonly Model[];
  noteQuota: Keeper['noteQuota'];
  /** Codex has no token, although one was asked for. */
  loginRefused(): void;
}

/** Lends the connection to an app-server; see `Supervisor.acquire`. */
export interface AppServerLender {
  acquire(): Promise<{ readonly engine: { readonly rpc: RpcConnection }; release(): void }>;
}

/** The keeper on the app-server that is lent. */
export function createKeeper(
  supervisor: AppServerLender,
  setup: Pick<EngineSetup, 'codex' | 'env' | 'catalog'>,
  facts: KeeperFacts,
): SupervisedKeeper {
  const listeners = new Set<() => void>();

  async function ask<M extends keyof Methods>(
    method: M,
    params: Methods[M]['params'],
    options: CallOptions,
  ): Promise<Methods[M]['result']> {
    const lease = await supervisor.acquire();
    try {
      return await lease.engine.rpc.call(method, params, options);
    } catch (error) {
      throw toUpstreamError(error);
    } finally {
      lease.release();
    }
  }

  return {
    keeper: {
      get codexVersion() {
        return setup.codex.version;
      },
      env: setup.env,
      account: () => facts.knownAccount(),
      catalog() {
        const slugs = new Set(setup.catalog.models.map(({ slug }) => slug));
        return facts.models().filter(({ id }) => slugs.has(id));
      },
      async login(isRefused) {
        const params = { includeToken: true, refreshToken: isRefused };
        const status = await ask('getAuthStatus', params, { ms: serviceMs });
        if (status.authToken === null) facts.loginRefused();
        return {
          method: status.authMethod,
          token: status.authToken,
          isLoginRequired: status.requiresOpenaiAuth ?? true,
        };
      },
      async routing() {
        const account = await ask('account/read', { refreshToken: false }, { ms: serviceMs });
        const { workspaceRouting: routing } = account;
        if (!routing) return null;
        const { chatgptAccountId: accountId, backendOrigin, accountRoutingOverride } = routing;
        const isFree = accountRoutingOverride === 'NO_CONSTRAINT';
        return { accountId, backendOrigin, override: isFree ? null : accountRoutingOverride };
      },
      async settings() {
        const { config } = await ask('config/read', {}, { ms: ownMs });
        return config;
      },
      noteQuota: (report) => facts.noteQuota(report),
      onLoginChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    loginChanged() {
      for (const listener of listeners) listener();
    },
  };
}

function toUpstreamError(cause: unknown): unknown {
  if (cause instanceof UpstreamError) return cause;
  if (cause instanceof RpcClosedError) {
    const message = 'Codex stopped while it was asked for the login.';
    return new UpstreamError('engine_unavailable', message, { cause });
  }
  const isLate = cause instanceof RpcTimeoutError;
  const message = isLate ? 'Codex did not give the login in time.' : 'Codex cannot give the login.';
  return new UpstreamError('upstream_error', message, { cause });
}
