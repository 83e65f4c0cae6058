#!/usr/bin/env node
import { raiseEarlySignals, takeEarlySignals } from './early-signals.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AlertSecretError } from './alerts/read-receiver.ts';
import { AdminTokenError, readAdminToken, renewAdminToken } from './http/access/admin-token.ts';
import { addressFailure } from './address-failure.ts';
import { banner } from './banner.ts';
import { EngineStartError } from './codex/engine/start-error.ts';
import type { Config } from './config/options.ts';
import { codexCommand } from './doctor/kit/codex-command.ts';
import { dashboardPath } from './dashboard/surface.ts';
import { readConfig, type DoctorInvocation, type Invocation } from './config/read-config.ts';
import type { ReadSettings } from './config/setting-changes.ts';
import { ConfigError } from './config/values/config-error.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { logWarnings, openLog, type Log } from './log/open-log.ts';
import { hardenStandardStreams } from './log/standard-streams.ts';
import { PricesError } from './usage/prices/read-prices.ts';
import { PersistedDocumentsError } from './schema/persisted/read-documents.ts';
import { HomeInUseError, HomeLockError } from './home/hold-home.ts';
import { homeFiles } from './home/home-files.ts';
import { homeFailure } from './home/home-failure.ts';
import { DoctorStoppedError, runDoctor } from './run-doctor.ts';
import { runTrials, TrialStoppedError } from './run-trials.ts';
import { startDemo, type Demo } from './start-demo.ts';
import { createReload } from './reload-settings.ts';
import { isRunByNpm, listenForSignals } from './signals.ts';
import { allOrNothing } from './util/all-or-nothing.ts';
import { aborted, onAbort } from './util/on-abort.ts';

type ServeInvocation = Extract<Invocation, { kind: 'serve' }>;
type AdminTokenInvocation = Extract<Invocation, { kind: 'admin-token' }>;

const version = ownVersion();

/** How long the last lines of the log may take at the end, in milliseconds. */
const flushMs = 500;

/** How long the program may take to end after a second signal, in milliseconds. */
const hurryMs = 900;

/** How long the program may take to end by itself after a failure, in milliseconds. */
const failureMs = 1000;

/** How long a start may take to end after a signal, in milliseconds. */
const abandonMs = 5000;

const seeDoctor =
  'codex-serve: run `codex-serve doctor` with the same settings to see what to do about it\n';

hardenStandardStreams();

try {
  const invocation = readConfig(process.argv.slice(2), process.env, version);
  if (invocation.kind !== 'serve') await raiseEarlySignals();
  if (invocation.kind === 'print') process.stdout.write(invocation.text);
  else if (invocation.kind === 'admin-token') await printAdminToken(invocation);
  else if (invocation.kind === 'try-engines') await tryEngines(invocation.config);
  else if (invocation.kind === 'doctor') await examine(invocation);
  else await serve(invocation);
} catch (error) {
  process.stderr.write(`codex-serve: ${reasonOf(error)}\n${isForDoctor(error) ? seeDoctor : ''}`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
  // Nothing that was left open keeps it running.
  setTimeout(() => process.exit(), failureMs).unref();
}

async function printAdminToken({ home, isRenewed }: AdminTokenInvocation): Promise<void> {
  const token = isRenewed ? await renewAdminToken(home) : await readAdminToken(home);
  process.stdout.write(`${token}\n`);
}

async function tryEngines(config: Config): Promise<void> {
  const signal = abortOnSignal(() => new TrialStoppedError());
  const { text, isAnyGood } = await runTrials({ config, env: codexEnv(), version, signal });
  process.stdout.write(text);
  if (!isAnyGood) process.exitCode = 1;
}

async function examine(invocation: DoctorInvocation): Promise<void> {
  const signal = abortOnSignal(() => new DoctorStoppedError());
  const hasColors = process.stdout.isTTY && !process.env['NO_COLOR'];
  const options = { invocation, env: codexEnv(), version, signal, hasColors };
  const { text, exitCode } = await runDoctor(options);
  process.stdout.write(text);
  process.exitCode = exitCode;
}

/** Aborted with that error by the first signal; the second one ends the program at once. */
function abortOnSignal(reason: () => Error): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => stopping.abort(reason()));
  }
  return stopping.signal;
}

/** Codex gets the environment without the gateway's own secret. */
function codexEnv(): NodeJS.ProcessEnv {
  const { CODEX_SERVE_API_KEY: _, ...env } = process.env;
  return env;
}

async function serve({ config, sources }: ServeInvocation): Promise<void> {
  const signals = listenForSignals(isRunByNpm(process.env), takeEarlySignals);
  const { stopping, hurrying, hangup } = signals;
  // Nothing has begun that would have to be ended.
  if (stopping.aborted) process.exit(0);
  const log = openLog(config.log, process.stderr.isTTY);
  const { logger } = log;
  logWarnings(logger);
  let isStarting = true;
  const abandon = (): void => {
    if (isStarting) signals.die();
  };
  onAbort(stopping, () => setTimeout(abandon, abandonMs));
  onAbort(hurrying, () => setTimeout(abandon, hurryMs));
  const running = await startOrStop({ config, sources, log, signal: stopping });
  isStarting = false;
  onAbort(hurrying, () => setTimeout(() => process.exit(1), hurryMs));
  if (running !== null) {
    const { gateway, demo, banner: shown } = running;
    const apply = (settings: ReadSettings): void => {
      logger.level = settings.config.log;
      gateway.reload(settings);
    };
    process.stdout.write(shown);
    hangup.listen(createReload({ config, sources }, { read: readAgain, apply, logger }));
    await aborted(stopping);
    hangup.listen(() => logger.info('the gateway shuts down; its settings are not reloaded'));
    logger.info({ drainSeconds: config.drainSeconds }, 'shutting down');
    await gateway.close({ drainMs: config.drainSeconds * 1000, hurry: hurrying });
    await demo?.close();
  }
  await log.flush(flushMs);
  process.exit(hurrying.aborted ? 1 : 0);
}

/** The same command line and environment, and what is in the config file now. */
function readAgain(): ReadSettings {
  const again = readConfig(process.argv.slice(2), process.env, version);
  if (again.kind !== 'serve') throw new Error('The command line does not ask to serve.');
  return again;
}

interface Running {
  readonly gateway: Gateway;
  readonly demo: Demo | undefined;
  readonly banner: string;
}

interface Starting extends Pick<ServeInvocation, 'config' | 'sources'> {
  readonly log: Log;
  /** Ends the start. */
  readonly signal: AbortSignal;
}

/** Starts the gateway. Null if it had to stop before it had started; it leaves nothing running then. */
async function startOrStop({ config, sources, log, signal }: Starting): Promise<Running | null> {
  const env = codexEnv();
  try {
    return await allOrNothing(async (opened) => {
      const demo = config.demo ? await startDemo(config, env) : undefined;
      opened(async () => await demo?.close());
      const gateway = await startGateway({
        config: demo?.config ?? config,
        sources,
        tokenHome: config.home,
        env: demo?.env ?? env,
        version,
        logger: log.logger,
        droppedLogLines: () => log.droppedLines(),
        signal,
      });
      opened(async () => await gateway.close());
      const shown = await bannerOf(gateway, config, demo?.config.home ?? config.home);
      return { gateway, demo, banner: shown };
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    log.logger.info('stopped before the start was over');
    return null;
  }
}

async function bannerOf({ url, core }: Gateway, config: Config, home: string): Promise<string> {
  const [account, models] = await Promise.all([core.account(), core.models()]);
  const health = core.engineHealth();
  return banner({
    version,
    codex: health,
    engine: health.engine,
    url,
    account,
    loginCommand: `${codexCommand(health, { config })} login`,
    isDemo: config.demo,
    conversationsFile: config.store === 'disk' ? homeFiles(path.resolve(home)).conversations : null,
    model: (models.find(({ isDefault }) => isDefault) ?? models[0])?.id ?? 'gpt-5.5',
    hasApiKey: config.apiKeys.length > 0,
    hasGraphiql: config.graphiql,
    dashboardPath: config.dashboard ? dashboardPath : undefined,
    // A log or a pipe must not get to keep it.
    adminToken: process.stdout.isTTY ? await readAdminToken(config.home) : undefined,
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isExpected(error)) return error.message;
  return addressFailure(error) ?? homeFailure(error) ?? error.stack ?? error.message;
}

/** Where the doctor can say more than one line does. */
function isForDoctor(error: unknown): boolean {
  return (
    error instanceof EngineStartError ||
    error instanceof HomeLockError ||
    (error instanceof Error && (addressFailure(error) ?? homeFailure(error)) !== null)
  );
}

function isExpected(error: Error): boolean {
  return (
    error instanceof ConfigError ||
    error instanceof DoctorStoppedError ||
    error instanceof AdminTokenError ||
    error instanceof AlertSecretError ||
    error instanceof EngineStartError ||
    error instanceof HomeInUseError ||
    error instanceof HomeLockError ||
    error instanceof PersistedDocumentsError ||
    error instanceof PricesError ||
    error instanceof TrialStoppedError
  );
}

function ownVersion(): string {
  const file = new URL('../package.json', import.meta.url);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
