import path from 'node:path';
import { pino, type Logger } from 'pino';
import { createSessionCore } from '../../src/codex/create-session-core.ts';
import { startEngine } from '../../src/codex/engine/choice/start-engine.ts';
import type { EngineSetting } from '../../src/codex/engine/choice/decide-engine.ts';
import type { Engine } from '../../src/codex/engine/engine.ts';
import type { EngineObserver } from '../../src/codex/engine/engine-observer.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { WatchdogTiming } from '../../src/codex/engine/app-server/process/watchdog.ts';
import type { ThreadLimits } from '../../src/codex/engine/conversation/thread-limits.ts';
import type { CompletionObserver } from '../../src/codex/observers/completion-observer.ts';
import type { QueueLimits } from '../../src/codex/queue/turn-queue.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import type { CodexBetween } from './between/codex-between.ts';
import { noteLive } from './live-cores.ts';
import { localCaller } from './callers.ts';
import { namedCodex } from './tested-codex.ts';
import { testedEngine } from './tested-engine.ts';
import { startTestUpstream, type TestUpstream, type TestUpstreamOptions } from './stand-in-home.ts';

/** A session core on the real engine, on a stand-in. */
export interface TestCore extends TestUpstream {
  readonly core: SessionCore;
  readonly engine: Engine;
}

/** How a test's core differs from the usual one. */
export interface TestCoreOptions extends TestUpstreamOptions {
  /** Default: the engine that the tests run on. */
  readonly engineSetting?: EngineSetting;
  /** Default: none. */
  readonly codexProfile?: string;
  /** Default: as the gateway's. */
  readonly parking?: ThreadLimits;
  /** Default: as the gateway's. */
  readonly warm?: ThreadLimits;
  /** Default: as the gateway's. */
  readonly kept?: ThreadLimits;
  /** Default: as the gateway's. */
  readonly waitingBytes?: number;
  readonly queue?: QueueLimits;
  /** Default: as the gateway's. */
  readonly lingerMs?: number;
  /** Default: as the gateway's. */
  readonly watchdog?: WatchdogTiming;
  /** How long a process that was replaced may take over its last tasks. Default: as the gateway's. */
  readonly drainMs?: number;
  /** Default: as the gateway's. */
  readonly silenceMs?: number;
  /** Default: as the gateway's. */
  readonly answerMs?: number;
  /** Default: none. */
  readonly observers?: readonly CompletionObserver[];
  /** Watches the engine. Default: nobody does. */
  readonly engineObserver?: EngineObserver;
  /** Default: silent. */
  readonly logger?: Logger;
  /** Default: as the gateway's. */
  readonly hasWebSearch?: boolean;
  /** Stands between the app-server and the engine. Default: nothing does. */
  readonly between?: CodexBetween;
}

/** Starts one. */
export async function startTestCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const upstream = await startTestUpstream(options);
  const logger = options.logger ?? pino({ level: 'silent' });
  const engine = await startEngine({
    home: path.join(upstream.home, 'engine'),
    codexHome: upstream.codexHome,
    engine: options.engineSetting ?? testedEngine(),
    codexProfile: options.codexProfile,
    codexBin: options.between?.executable ?? namedCodex(),
    keptModelFields: [],
    retryMs: 30_000,
    hasWebSearch: options.hasWebSearch === true,
    ...(options.silenceMs !== undefined && { silenceMs: options.silenceMs }),
    threads: {
      warm: options.warm ?? { count: 8, ms: 300_000 },
      kept: options.kept ?? { count: 50, ms: 600_000 },
      parked: options.parking ?? { count: 100, ms: 600_000 },
      bytes: options.waitingBytes ?? 128_000_000,
    },
    env: { ...upstream.env, ...options.between?.env },
    version: '0.0.0',
    logger,
    ...(options.engineObserver && { observer: options.engineObserver }),
    ...(options.watchdog && { watchdog: options.watchdog }),
    ...(options.drainMs !== undefined && { drainMs: options.drainMs }),
  });
  const core = createSessionCore({
    engine,
    logger,
    ...(options.observers && { observers: options.observers }),
    ...(options.queue && { queue: options.queue }),
    ...(options.answerMs !== undefined && { answerMs: options.answerMs }),
    ...(options.lingerMs !== undefined && { lingerMs: options.lingerMs }),
  });
  const forget = noteLive({ core, engine, standIn: upstream.standIn });
  return {
    ...upstream,
    engine,
    core,
    async close() {
      forget();
      await core.close();
      await upstream.close();
    },
  };
}

/** A request with one user message. */
export function ask(text: string, more: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    model: 'gpt-5.5',
    messages: [{ role: 'user', content: [{ type: 'text', text }] }],
    surface: 'CHAT_COMPLETIONS',
    caller: localCaller,
    ...more,
  };
}

/** A signal that nobody aborts. */
export function never(): AbortSignal {
  return new AbortController().signal;
}
