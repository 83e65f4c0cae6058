import type { Logger } from 'pino';
import type { Account } from '../../account.ts';
import type { CodexInUse, SkippedCodex } from '../../engine-health.ts';
import type { Model } from '../../model.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import type { CodexCandidate } from '../binary/candidates.ts';
import { CodexBinaryError, CodexFault, endText, wroteText } from '../binary/codex-fault.ts';
import { codexVersion, isSupportedCodex, supportedCodex } from '../binary/version.ts';
import { noUsableCodex } from '../binary/no-usable-codex.ts';
import { UserConfigError } from '../home/layered-config.ts';
import { RpcClosedError } from '../rpc/rpc-errors.ts';
import { selfTest, type SelfTestResult } from '../self-test/self-test.ts';
import type { EngineSetup } from '../home/setup.ts';
import { spawnAppServer, type CodexChild } from './codex-child.ts';

/** An app-server that has passed the self-test, with what that has read. */
export interface TestedCodex {
  readonly child: CodexChild;
  readonly codex: CodexInUse;
  readonly status: Account;
  readonly models: readonly Model[];
}

/** What a start needs beside its setup. */
export interface CodexStartOptions {
  /** Of the gateway. */
  readonly version: string;
  readonly logger: Logger;
  /** Ends the start, which rejects with its reason. Default: nothing does. */
  readonly signal?: AbortSignal | undefined;
}

/** How long one Codex may take until it serves, in milliseconds; 500 are usual. */
const selfTestMs = 10_000;

/**
 * Starts the first candidate that passes the self-test. Rejects with `CodexBinaryError` that names
 * each with its reason, with `UserConfigError` where all refuse the configuration, or as the file
 * system does where the engine's home cannot be written.
 */
export async function startFirstThatPasses(
  setup: EngineSetup,
  options: CodexStartOptions,
): Promise<TestedCodex> {
  const skipped: SkippedCodex[] = [];
  let refusal: UserConfigError | undefined;
  for (const candidate of await setup.candidates()) {
    const attempt = new Attempt(setup, candidate, options);
    try {
      const tested = await attempt.run(skipped);
      setup.started(tested.codex, candidate);
      logSkipped(skipped, options.logger);
      return tested;
    } catch (error) {
      if (!(error instanceof CodexFault || error instanceof UserConfigError)) throw error;
      const isRefusal = error instanceof UserConfigError;
      if (isRefusal) refusal ??= error;
      const { path, source } = candidate;
      const reason = isRefusal ? `refuses the configuration: ${error.message}` : error.message;
      const skip: SkippedCodex = { path, source, version: attempt.version, reason };
      skipped.push(skip);
    }
  }
  if (refusal !== undefined) throw refusal;
  throw new CodexBinaryError(noUsableCodex(skipped), skipped);
}

function logSkipped(skipped: readonly SkippedCodex[], logger: Logger): void {
  for (const { path, source, version, reason } of skipped) {
    const found = { codex: version, codexSource: source, codexPath: path, reason };
    logger.warn(found, 'skipped a Codex that cannot serve');
  }
}

/** One candidate on its way to serve, within one bound of time. */
class Attempt {
  /** What the candidate calls itself; null until it has said so. */
  version: string | null = null;
  readonly #setup: EngineSetup;
  readonly #candidate: CodexCandidate;
  readonly #options: CodexStartOptions;
  readonly #until = performance.now() + selfTestMs;

  constructor(setup: EngineSetup, candidate: CodexCandidate, options: CodexStartOptions) {
    this.#setup = setup;
    this.#candidate = candidate;
    this.#options = options;
  }

  /** @param skipped The candidates that failed before. */
  async run(skipped: readonly SkippedCodex[]): Promise<TestedCodex> {
    const { executable, path, source } = this.#candidate;
    const { home, env } = this.#setup;
    const { logger } = this.#options;
    const version = await this.#readVersion();
    await this.#setup.prepare(this.#candidate, version, this.#leftMs());
    const child = spawnAppServer(executable, { cwd: home.workspace, env, logger });
    try {
      const { codexVersion: running, status, models } = await this.#test(child);
      // Where they differ, it may have been upgraded in between.
      const isSame = running === null || running === version;
      const current = isSame ? version : await this.#readVersion();
      return { child, codex: { version: current, path, source, skipped }, status, models };
    } catch (error) {
      child.kill();
      throw error;
    }
  }

  async #readVersion(): Promise<string> {
    const { env } = this.#setup;
    const { signal } = this.#options;
    const limits = { env, timeoutMs: this.#leftMs(), signal };
    this.version = await codexVersion(this.#candidate.executable, limits);
    if (isSupportedCodex(this.version)) return this.version;
    throw new CodexFault(`is Codex ${this.version}, but codex-serve needs ${supportedCodex}`);
  }

  async #test(child: CodexChild): Promise<SelfTestResult> {
    const late = (): Error =>
      new CodexFault(
        `did not pass the self-test within ${selfTestMs / 1000} s${wroteText(child.output)}`,
      );
    const test = selfTest(child.rpc, this.#setup, this.#options.version);
    const { signal } = this.#options;
    const end = (): void => child.kill();
    signal?.addEventListener('abort', end);
    try {
      return await settleWithin(test, this.#leftMs(), late);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof RpcClosedError)) throw error;
      child.kill();
      throw new CodexFault(endText(await child.ended), { cause: error });
    } finally {
      signal?.removeEventListener('abort', end);
    }
  }

  #leftMs(): number {
    return Math.max(1, this.#until - performance.now());
  }
}
