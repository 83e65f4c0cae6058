import type { Account } from '../../account.ts';
import type { Model } from '../../model.ts';
import { readStatus } from '../account/process-account.ts';
import { versionInUserAgent } from '../binary/version.ts';
import { listModels } from './list-models.ts';
import { unusedNotifications } from '../rpc/unused-notifications.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import type { EngineSetup } from '../home/setup.ts';
import { checkedCall, failed } from './check-answer.ts';
import { answerMembers } from './members.ts';
import { checkMethods } from './methods.ts';
import { runTestTurns } from './test-turns.ts';

/** What a self-test has read. */
export interface SelfTestResult {
  /** The version that the process itself names; null where it names none. */
  readonly codexVersion: string | null;
  readonly status: Account;
  readonly models: readonly Model[];
}

/**
 * Initializes an app-server, and tests everything that the gateway relies on: methods, members of
 * answers and notifications, and that a request reaches the model unchanged. It sends nothing to
 * the service, and needs neither login nor network. Rejects with a `CodexFault` that names what is
 * missing, or as the connection does.
 *
 * @param version Of the gateway; Codex passes it on to the service.
 */
export async function selfTest(
  rpc: RpcConnection,
  { catalog, userModel, home, isLockedDown }: EngineSetup,
  version: string,
): Promise<SelfTestResult> {
  const { userAgent } = await checkedCall(
    rpc,
    'initialize',
    {
      clientInfo: { name: 'codex-serve', title: 'codex-serve', version },
      capabilities: {
        experimentalApi: true,
        requestAttestation: false,
        optOutNotificationMethods: [...unusedNotifications],
      },
    },
    answerMembers.initialize,
  );
  rpc.notify('initialized');
  const page = { includeHidden: true, cursor: null };
  const login = { includeToken: false, refreshToken: false };
  await Promise.all([
    checkedCall(rpc, 'getAuthStatus', login, answerMembers.getAuthStatus),
    checkedCall(rpc, 'model/list', page, answerMembers['model/list']),
    checkMethods(rpc),
  ]);
  const [status, models] = await Promise.all([
    readStatus(rpc),
    listModels(rpc, catalog, userModel),
  ]);
  const model = models.find(({ isDefault }) => isDefault) ?? models[0];
  if (model === undefined) throw failed('it lists no model');
  await runTestTurns(rpc, { cwd: home.workspace, model: model.id, isLockedDown });
  return { codexVersion: versionInUserAgent(userAgent) ?? null, status, models };
}
