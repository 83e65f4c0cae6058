import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { LoginRequiredError, UpstreamError } from '../errors/errors.ts';
import { boundAnswer } from './answering/answer-bound.ts';
import { answer } from './answering/answer.ts';
import type { ErrorFacts } from './answering/explain-error.ts';
import { ActivityLog } from './activity/activity-log.ts';
import type { CompletionIdentity } from './completion/completion-identity.ts';
import { LiveCompletion } from './completion/live-completion.ts';
import { createSentReasoning } from './completion/sent-reasoning.ts';
import { createRegistry } from './completion/registry.ts';
import type { CompletionRequest } from './completion/request.ts';
import type { Engine } from './engine/engine.ts';
import { createKeyedCompletions } from './idempotency/keyed-completions.ts';
import { watchHealth } from './health-watch.ts';
import { aliasesOf, clampEffort, resolveModel, type ModelNames } from './models.ts';
import { inTurn } from './queue/in-turn.ts';
import { createTurnQueue, type QueueLimits } from './queue/turn-queue.ts';
import type { SessionCore } from './session-core.ts';
import { createCancelOnAbort } from './observers/cancel-on-abort.ts';
import type { CompletionObserver } from './observers/completion-observer.ts';
import { observe } from './observers/observe.ts';

/** What it takes to make a session core. */
export interface SessionCoreDeps {
  readonly engine: Engine;
  readonly logger: Logger;
  /** How many turns may go on, and how many wait. Default: 128 and 1000. */
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

interface Identified {
  readonly identity: CompletionIdentity;
  readonly facts: ErrorFacts;
}

const defaultAnswerMs = 60 * 60 * 1000;
const defaultLingerMs = 60_000;
const defaultQueue: QueueLimits = { maxTurns: 128, maxQueued: 1000 };

/** The session core on a running engine, which it closes with itself. */
export function createSessionCore(deps: SessionCoreDeps): SessionCore {
  const { engine, logger, modelNames, observers = [] } = deps;
  const activity = new ActivityLog();
  const keyed = createKeyedCompletions<LiveCompletion>(deps.lingerMs ?? defaultLingerMs);
  const completions = createRegistry<LiveCompletion>((completion) => {
    activity.forget(completion);
    keyed.forget(completion);
    engine.forget(completion.id);
  });
  const reasoning = createSentReasoning();
  const queue = createTurnQueue(deps.queue ?? defaultQueue, () => health.changed());
  const health = watchHealth(engine, queue);
  const closing = new AbortController();
  const disconnects = createCancelOnAbort();
  const own = [activity, completions, keyed, reasoning, disconnects];
  const listenerFor = observe([...own, ...observers], logger);

  const assertOpen = (): void => {
    if (closing.signal.aborted) throw shuttingDown();
  };
  const identify = async (request: CompletionRequest): Promise<Identified> => {
    const [account, models] = await Promise.all([engine.account(), engine.models()]);
    if (!account.isReady) throw new LoginRequiredError();
    const { model, effort } = resolveModel(models, request.model, modelNames);
    const identity = {
      id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
      model: model.id,
      // A client's program may always send an effort; a suffix was chosen by hand.
      effort: clampEffort(model, effort ?? request.effort ?? null) ?? model.defaultEffort,
      surface: request.surface,
      caller: request.caller,
      previousId: request.previousId ?? null,
      unmet: request.unmet ?? [],
    };
    const { contextWindow } = model;
    const { isLoginRequired } = account;
    return { identity, facts: { contextWindow, isLoginRequired, upstream: engine.upstream } };
  };

  const start = async (asked: CompletionRequest, signal: AbortSignal): Promise<LiveCompletion> => {
    const isChat = asked.messages.some(({ role }) => role === 'assistant');
    const request = isChat ? reasoning.strip(asked) : asked;
    // Closing fails the completions that there are, of which this is none yet.
    const { identity, facts } = await identify(request).finally(assertOpen);
    engine.assertAvailable({ caller: identity.caller.id, model: identity.model });
    const place = queue.enter(identity.caller.id);
    const completion = new LiveCompletion({
      ...identity,
      isQueued: place.wait !== null,
      listener: listenerFor(request),
    });
    completions.add(completion);
    completion.announce();
    completions.get(request.previousId ?? '')?.continueWith(completion.id);
    disconnects.watch(completion, signal);
    void inTurn(place, completion, async () => {
      const unbound = boundAnswer(completion, deps.answerMs ?? defaultAnswerMs);
      await answer(engine, request, completion, facts).finally(unbound);
    });
    return completion;
  };

  return {
    async run(request, signal) {
      assertOpen();
      const { idempotency } = request;
      if (idempotency === undefined) return await start(request, signal);
      completions.prune();
      return await keyed.run({ ...request, idempotency }, signal, async (alive) => {
        return await start(request, alive);
      });
    },
    completion: async (id) => completions.get(id),
    async waitingRequest(id) {
      return completions.get(id) === undefined ? undefined : await engine.waitingRequest(id);
    },
    completions: async () => completions.all(),
    board: async () => ({ completions: completions.all(), cursor: activity.cursor }),
    activity: (after) => activity.read(after),
    activityCursor: async () => activity.cursor,
    models: async () => await engine.models(),
    modelAliases: (models) => aliasesOf(models, modelNames),
    resolveModel: async (name) => resolveModel(await engine.models(), name, modelNames),
    shortensSchema: (tool) => engine.shortensSchema(tool),
    account: async () => await engine.account(),
    accountState: async () => await engine.accountState(),
    accountChanges: () => engine.accountChanges(),
    async startLogin(signal) {
      assertOpen();
      return await engine.startLogin(signal);
    },
    cancelLogin: async (id) => await engine.cancelLogin(id),
    async logout() {
      assertOpen();
      return await engine.logout();
    },
    engineHealth: () => engine.health(),
    queueHealth: () => queue.health(),
    health: async () => await health.read(),
    healthChanges: () => health.changes(),
    async close() {
      closing.abort();
      for (const completion of completions.running()) completion.stop(shuttingDown());
      activity.complete();
      await engine.close();
      health.close();
    },
  };
}

function shuttingDown(): UpstreamError {
  return new UpstreamError('shutting_down', 'The server is shutting down.');
}
