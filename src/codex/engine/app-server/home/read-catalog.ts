import { CodexFault, endText } from '../binary/codex-fault.ts';
import { runCodex, type CodexRun } from '../binary/run-codex.ts';
import { catalogSchema, type Catalog } from './catalog.ts';
import { configRefusal } from './config-refusal.ts';
import type { UserConfig } from './user-config.ts';

/** Where and how long Codex is asked for the catalog. */
export interface CatalogQuestion {
  readonly executable: string;
  /** A Codex home with the user's login and upstream alone. Codex may keep a cache there. */
  readonly catalogHome: string;
  /** What is configured in it. */
  readonly config: UserConfig;
  readonly env: NodeJS.ProcessEnv;
  /** In milliseconds, for each of two attempts. */
  readonly timeoutMs: number;
  /** See `RunOptions`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks Codex for the catalog: the service's own if the service answers in time, else the one in the
 * binary. Rejects with `CodexFault` if Codex prints neither, and with `UserConfigError` if it
 * refuses the user's configuration.
 */
export async function readCatalog(question: CatalogQuestion): Promise<Catalog> {
  try {
    return await printedCatalog(question, []);
  } catch (error) {
    if (!(error instanceof CodexFault)) throw error;
    return await printedCatalog(question, ['--bundled']);
  }
}

async function printedCatalog(
  question: CatalogQuestion,
  flags: readonly string[],
): Promise<Catalog> {
  const { executable, catalogHome, env, timeoutMs, signal } = question;
  const args = ['debug', 'models', ...flags];
  const run = await runCodex(executable, args, {
    env: { ...env, CODEX_HOME: catalogHome },
    timeoutMs,
    signal,
  });
  if (run.exitCode !== 0) throw (await configRefusal(question, run)) ?? noCatalog(endText(run));
  return parseCatalog(run);
}

function parseCatalog({ stdout }: CodexRun): Catalog {
  let value: unknown;
  try {
    value = JSON.parse(stdout);
  } catch {
    throw noCatalog(`printed ${stdout.length} characters that are not JSON: ${excerpt(stdout)}`);
  }
  const { data } = catalogSchema.safeParse(value);
  if (data === undefined) throw noCatalog(`printed JSON without models: ${excerpt(stdout)}`);
  return data;
}

function noCatalog(what: string): CodexFault {
  return new CodexFault(`gives no model catalog: \`codex debug models\` ${what}`);
}

/** Where the output breaks off, which says most about a truncated one. */
function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `"${line.slice(0, 30)} … ${line.slice(-50)}"` : `"${line}"`;
}
