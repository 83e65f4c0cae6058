import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../src/config/read-config.ts';
import { createStandInHome } from '../src/demo.ts';
import { startGateway, type Gateway } from '../src/gateway.ts';
import { createTempFolder } from '../test/support/temp-folder.ts';
import { startChild } from './processes/child.ts';
import { standInProtocol } from './processes/stand-in-protocol.ts';

/** Where `npm run build` writes the page. */
const builtPage = path.resolve('dist/web');

/** A stand-in for the service in a process of its own, and Codex homes that lead to it. */
export interface Upstream {
  /** `http://127.0.0.1:41231/v1` */
  readonly baseUrl: string;
  /** For files, gone after `close`. */
  readonly folder: string;
  /** The user's Codex home. */
  readonly codexHome: string;
  /** Leads every Codex that starts on it from then on to that address. */
  reachOver(baseUrl: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts one, which Codex reaches over WebSocket as it does the real service.
 *
 * @param tokensPerSecond 0: all at once.
 */
export async function startUpstream(tokensPerSecond = 0): Promise<Upstream> {
  const folder = await createTempFolder();
  const standIn = startChild('stand-in', standInProtocol);
  const baseUrl = await standIn.ask({ tokensPerSecond });
  const codexHome = path.join(folder.path, 'user');
  await createStandInHome(codexHome, { baseUrl, hasWebSockets: true });
  return {
    baseUrl,
    folder: folder.path,
    codexHome,
    reachOver: async (address) =>
      await createStandInHome(codexHome, { baseUrl: address, hasWebSockets: true }),
    async close() {
      standIn.close();
      await folder.remove();
    },
  };
}

/**
 * Starts a gateway in this process, as it is started with no flag but those given and with its log
 * off, on an engine of its own.
 */
export async function startMeasuredGateway(
  { folder, codexHome }: Pick<Upstream, 'folder' | 'codexHome'>,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Gateway> {
  const folders = ['--home', path.join(folder, randomUUID()), '--codex-home', codexHome];
  const usual = ['--addr', '127.0.0.1:0', '--engine', 'app-server'];
  const invocation = readConfig([...usual, ...folders, ...args], {}, '0.0.0');
  if (invocation.kind !== 'serve') throw new Error(`${invocation.kind} instead`);
  const logger = pino({ level: 'silent' });
  const { config } = invocation;
  return await startGateway({ config, env, version: '0.0.0', logger, dashboardFolder: builtPage });
}
