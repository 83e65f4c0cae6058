import type { Logger } from 'pino';
import { ActivityLog } from './activity/activity-log.ts';
import { createProgress } from './activity/progress.ts';
import type { Completion } from './completion/completion.ts';
import type { LiveCompletion } from './completion/live-completion.ts';
import { createDrain } from './drain.ts';
import { createSentReasoning } from './completion/sent-reasoning.ts';
import { createRegistry } from './completion/registry.ts';
import type { CompletionRequest } from './completion/request.ts';
import type { Engine } from './engine/engine.ts';
import { createKeyedCompletions } from './idempotency/keyed-completions.ts';
import { watchHealth } from './health-watch.ts';
import { aliasesOf, resolveModel, type ModelNames } from './models.ts';
import { createTurnQueue, type QueueLimits } from './queue/turn-queue.ts';
import { unreadinessOf } from './readiness.ts';
import type { SessionCore } from './session-core.ts';
import { identifyCompletion } from './identify-completion.ts';
import { acceptCompletion, type AcceptDeps } from './accept-completion.ts';
import { createCancelOnAbort } from './observers/cancel-on-abort.ts';
import type { CompletionObserver } from './observers/completion-observer.ts';
import { observe } from './observers/observe.ts';
import { estimateInputTokens } from './shaping/estimate-usage.ts';

/** What it takes to make a session core. */
export interface SessionCoreDeps {
  readonly engine: Engine;
  readonly logger: Logger;
  /** How many turns may run, and how many may wait. Default: 128 and 1000. */
  readonly queue?: QueueLimits;
  /** How long one answer may take, in milliseconds. Default: an hour. */
  readonly answerMs?: number;
  /** Names of models beside their own. Default: none. */
  readonly modelNames?: ModelNames;
  /** Watch every completion, after the core's own observers. Default: none. */
  readonly observers?: readonly CompletionObserver[];
  /**
   * How long a completion with an idempotency key outlives its last client, in milliseconds.
   * Default: 60 seconds.
   */
  readonly lingerMs?: number;
}

const defaultAnswerMs = 60 * 60 * 1000;
const defaultLingerMs = 60_000;
const defaultQueue: QueueLimits = { maxTurns: 128, maxQueued: 1000 };

/** The session core on a running engine, which it closes with itself. */
export function createSessionCore(deps: SessionCoreDeps): SessionCore {
  const { engine, logger, modelNames, observers = [] } = deps;
  const activity = new ActivityLog();
  const keyed = createKeyedCompletions<Completion>(deps.lingerMs ?? defaultLingerMs);
  const completions = createRegistry<LiveCompletion>((completion) => {
    activity.forget(completion);
    keyed.forget(completion);
    engine.forget(completion.id);
  });
  const progress = createProgress({
    running: () => completions.running(),
    cursor: () => activity.cursor,
  });
  const reasoning = createSentReasoning();
  const queue = createTurnQueue(deps.queue ?? defaultQueue, () => health.changed());
  const drain = createDrain(() => completions.running());
  const health = watchHealth(engine, queue, () => drain.isBegun);
  const disconnects = createCancelOnAbort();
  const keysEnd: CompletionObserver = {
    ended: (completion, request) => keyed.ended(completion, request),
  };
  const reasoningEnds: CompletionObserver = {
    ended(completion) {
      if (completion.reasoning !== '') reasoning.ended(completion);
    },
  };
  const own = [activity, completions, keysEnd, reasoningEnds, disconnects, drain];

  const observation = observe([...own, ...observers], logger);
  const accepting: AcceptDeps = {
    engine,
    queue,
    completions,
    disconnects,
    listenerFor: observation.listenerFor,
    logger,
    answerMs: deps.answerMs ?? defaultAnswerMs,
  };

  const beginDrain = (ms: number): void => {
    drain.begin(ms);
    health.changed();
  };
  const start = async (asked: CompletionRequest, signal: AbortSignal): Promise<LiveCompletion> => {
    const isChat = asked.messages.some(({ role }) => role === 'assistant');
    const request = isChat ? reasoning.strip(asked) : asked;
    drain.assertOpen(request);
    // A drain fails the completions that wait, of which this is none yet.
    const identified = await identifyCompletion(request, engine, modelNames).finally(() => {
      drain.assertOpen(request);
    });
    return acceptCompletion(accepting, request, identified, signal);
  };

  const runOnce: SessionCore['runOnce'] = async (request, signal, run) => {
    completions.prune();
    let isFirst = false;
    const completion = await keyed.run(request, signal, async (alive) => {
      isFirst = true;
      return await run(alive);
    });
    if (!isFirst) observation.repeated(completion, request);
    return completion;
  };

  return {
    async run(request, signal) {
      const { idempotency } = request;
      if (idempotency === undefined) return await start(request, signal);
      return await runOnce({ ...request, idempotency }, signal, async (alive) => {
        return await start(request, alive);
      });
    },
    runOnce,
    completion: async (id) => completions.get(id),
    async waitingRequest(id) {
      return completions.get(id) === undefined ? undefined : await engine.waitingRequest(id);
    },
    completions: async () => completions.all(),
    board: async () => ({ completions: completions.all(), cursor: activity.cursor }),
    activity(after, { withProgress = false } = {}) {
      const cursor = after ?? activity.cursor;
      const stream = activity.read(cursor);
      return withProgress ? progress.addTo(stream, cursor) : stream;
    },
    activityCursor: async () => activity.cursor,
    models: async () => await engine.models(),
    modelAliases: (models) => aliasesOf(models, modelNames),
    async resolveModel(name) {
      const known = { models: await engine.models(), takesAny: engine.takesAnyModel() };
      return resolveModel(known, name, modelNames);
    },
    capabilities: () => engine.capabilities(),
    shortensSchema: (tool) => engine.shortensSchema(tool),
    countInputTokens: estimateInputTokens,
    account: async () => await engine.account(),
    accountState: async () => await engine.accountState(),
    accountChanges: () => engine.accountChanges(),
    async startLogin(signal) {
      drain.assertOpen();
      return await engine.startLogin(signal);
    },
    cancelLogin: async (id) => await engine.cancelLogin(id),
    async logout() {
      drain.assertOpen();
      return await engine.logout();
    },
    parkedTurns: () => engine.parkedTurns,
    knownQuota: () => engine.knownQuota(),
    engineHealth: () => engine.health(),
    queueHealth: () => queue.health(),
    health: async () => await health.read(),
    readiness: () => (drain.isBegun ? 'draining' : unreadinessOf(engine)),
    healthChanges: () => health.changes(),
    assertOpen: () => drain.assertOpen(),
    drain: beginDrain,
    idle: async (signal) => await drain.idle(signal),
    async close(hurry) {
      beginDrain(0);
      drain.end();
      activity.complete();
      await engine.close(hurry);
      health.close();
    },
  };
}
