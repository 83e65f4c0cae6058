import type { Logger } from 'pino';
import type { GivenSources } from './config/list-settings.ts';
import type { Config } from './config/options.ts';
import type { HttpSurface } from './http/surface.ts';
import type { GeneralDeps } from './rest/general/surface.ts';
import type { OllamaDeps } from './rest/ollama/surface.ts';
import type { OpenAiDeps } from './rest/openai/deps.ts';
import type { GraphqlSurfaceDeps } from './schema/surface.ts';

/** What every surface may be built from. Each takes what it needs of it. */
export type SurfaceDeps = OpenAiDeps & OllamaDeps & GraphqlSurfaceDeps & GeneralDeps;

/** What a gateway is started with. */
export interface GatewayOptions {
  readonly config: Config;
  /** Where its settings come from. Default: all are taken for defaults. */
  readonly sources?: GivenSources;
  /** The folder that holds the admin token, which is made there. Default: `config.home`. */
  readonly tokenHome?: string;
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Of this program. */
  readonly version: string;
  readonly logger: Logger;
  /** How many lines of the log were dropped so far. Default: none. */
  readonly droppedLogLines?: () => number;
  /** Ends the start, which then rejects. Has no effect once the gateway runs. Default: it never does. */
  readonly signal?: AbortSignal;
  /** More APIs than its own. Default: none. */
  readonly surfaces?: readonly HttpSurface<SurfaceDeps>[];
  /** The folder that holds the built dashboard. Default: that of this package. */
  readonly dashboardFolder?: string;
}
