import { pino, type Logger } from 'pino';
import { readAdminToken } from '../../src/http/access/admin-token.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Engine } from '../../src/codex/engine/engine.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import type { CloseOptions } from '../../src/close-gateway.ts';
import { startGateway } from '../../src/gateway.ts';
import type { GatewayOptions } from '../../src/gateway-options.ts';
import { noteLive } from './live-cores.ts';
import { namedCodex } from './tested-codex.ts';
import { testedEngine } from './tested-engine.ts';
import { borrowGateway } from './shared-gateway.ts';
import { startTestUpstream, type TestUpstream, type TestUpstreamOptions } from './stand-in-home.ts';

/** The whole gateway on the real engine, on a stand-in. */
export interface TestGateway extends TestUpstream {
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  readonly core: SessionCore;
  readonly engine: Engine;
  /** Headers with the admin token. */
  readonly admin: { readonly authorization: string };
  /** Closes the gateway, and then what was started for it. */
  close(how?: CloseOptions): Promise<void>;
}

/** How a test's gateway differs from one that is started with no flag. */
export interface TestGatewayOptions extends TestUpstreamOptions {
  /** More of the command line, `['--api-key', 'secret-key']`. */
  readonly args?: readonly string[];
  /** The environment variables that settings are read from. Default: none. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Default: silent. */
  readonly logger?: Logger;
  /** See `GatewayOptions`. */
  readonly droppedLogLines?: GatewayOptions['droppedLogLines'];
  /** More APIs than the gateway's own. Default: none. */
  readonly surfaces?: GatewayOptions['surfaces'];
  /** The folder that holds the built dashboard. Default: what `npm run build` wrote, if anything. */
  readonly dashboardFolder?: string;
  /**
   * Whether it may be one that other test files use before and after this one, each with an idle
   * engine and a stand-in that has forgotten the others. Goes with no other option. Default: false.
   */
  readonly isShared?: boolean;
  /** One that outlives the gateway. Default: one of its own, closed with it. */
  readonly upstream?: TestUpstream;
  /** A name for a folder of its own, for a gateway beside another one on the same upstream. */
  readonly beside?: string;
}

/** Starts one on a free port of 127.0.0.1, with a command line read as `main` does. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const shared = options.isShared === true ? await borrowGateway(startTestGateway) : undefined;
  if (shared !== undefined) return shared;
  const upstream = options.upstream ?? (await startTestUpstream(options));
  const home = options.beside === undefined ? upstream.home : `${upstream.home}-${options.beside}`;
  const folders = ['--home', home, '--codex-home', upstream.codexHome];
  const codex = namedCodex();
  const args = ['--addr', '127.0.0.1:0', ...folders, '--engine', testedEngine()];
  if (codex !== undefined) args.push('--codex-bin', codex);
  args.push(...(options.args ?? []));
  const invocation = readConfig(args, options.variables ?? {}, '0.0.0');
  if (invocation.kind !== 'serve') throw new Error(`${invocation.kind} instead`);
  const gateway = await startGateway({
    config: invocation.config,
    sources: invocation.sources,
    env: upstream.env,
    version: '0.0.0',
    logger: options.logger ?? pino({ level: 'silent' }),
    ...(options.droppedLogLines && { droppedLogLines: options.droppedLogLines }),
    ...(options.surfaces && { surfaces: options.surfaces }),
    ...(options.dashboardFolder !== undefined && { dashboardFolder: options.dashboardFolder }),
  });
  const forget = noteLive({ ...gateway, standIn: upstream.standIn });
  return {
    ...upstream,
    ...gateway,
    home,
    admin: { authorization: `Bearer ${await readAdminToken(home)}` },
    async close(how) {
      forget();
      await gateway.close(how);
      if (options.upstream === undefined) await upstream.close();
    },
  };
}
