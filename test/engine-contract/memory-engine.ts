import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import type { Account, AccountState } from '../../src/codex/engine/account.ts';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import type { Engine } from '../../src/codex/engine/engine.ts';
import type { Model } from '../../src/codex/engine/model.ts';
import type { AnswerListener, AnswerOutcome, AnswerRequest } from '../../src/codex/engine/turn.ts';
import { LatestValue } from '../../src/codex/streams/latest-value.ts';
import { CancelledError } from '../../src/errors/errors.ts';
import { LoginNotNeededError } from '../../src/errors/login-errors.ts';

/** An engine that answers from memory, in the words that the stand-in understands. */
export interface MemoryEngine extends Engine {
  /** The model answers this text with its first token, and then with nothing more. */
  stall(text: string): void;
}

const model: Model = {
  id: 'gpt-5.5',
  displayName: 'GPT-5.5',
  description: 'Answers from memory.',
  efforts: [{ effort: 'medium', description: 'The only one.' }],
  defaultEffort: 'medium',
  inputModalities: ['text'],
  contextWindow: null,
  serviceTiers: [],
  isDefault: true,
  isHidden: false,
  isDescribed: true,
};

const account: Account = { isReady: true, method: null, isLoginRequired: false };

const accountState: AccountState = {
  account: { ...account, email: null, plan: null, quota: null, credits: null },
  logins: [],
};

/** Creates one. It keeps the requests whose answers ended in calls, and nothing else. */
export function createMemoryEngine(): MemoryEngine {
  const stalled = new Set<string>();
  const waiting = new Map<string, CompletionRequest>();
  const accounts = new LatestValue<AccountState>();
  accounts.set(accountState);
  let activeTurns = 0;
  let changed = (): void => {};

  const answer = async (
    { completionId, asked }: AnswerRequest,
    listener: AnswerListener,
    signal: AbortSignal,
  ): Promise<AnswerOutcome> => {
    const prompt = promptOf(asked.messages);
    const called = /^call (?<name>\w+) in (?<city>\w+)$/.exec(prompt)?.groups;
    const results = resultsIn(asked.messages);
    if (called !== undefined && results === '') {
      const input = JSON.stringify({ city: called['city'] });
      const start = {
        type: 'function',
        id: `call_${randomUUID()}`,
        name: called['name'] ?? '',
      } as const;
      listener.callAdded(start);
      for (const piece of input.split(/(?=")/)) listener.callDelta(start.id, piece);
      listener.toolCall({ ...start, input });
      if (asked.keepForToolOutputs === true) waiting.set(completionId, asked);
      return { finishReason: 'tool_calls', usage: usageOf(1) };
    }
    const pieces = piecesOf(results === '' ? prompt : results);
    for (const piece of pieces) {
      await setImmediate();
      signal.throwIfAborted();
      listener.delta(piece);
      if (stalled.has(prompt)) await aborted(signal);
    }
    return { finishReason: 'stop', usage: usageOf(pieces.length) };
  };

  return {
    stall: (text) => void stalled.add(text),
    async run(request, listener, signal) {
      activeTurns += 1;
      changed();
      try {
        return await answer(request, listener, signal);
      } catch (error) {
        throw signal.aborted ? new CancelledError() : error;
      } finally {
        activeTurns -= 1;
        changed();
      }
    },
    waitingRequest: async (id) => await Promise.resolve(waiting.get(id)),
    forget: (id) => void waiting.delete(id),
    get parkedTurns() {
      return waiting.size;
    },
    assertAvailable: () => {},
    capabilities: () => ({ ...noCapabilities, hasArgumentDeltas: true }),
    takesAnyModel: () => false,
    models: async () => await Promise.resolve([model]),
    shortensSchema: () => false,
    account: async () => await Promise.resolve(account),
    knownQuota: () => null,
    knownAccount: () => account,
    accountState: async () => await Promise.resolve(accountState),
    accountChanges: () => accounts.follow(),
    startLogin: refuseLogin,
    cancelLogin: refuseLogin,
    logout: refuseLogin,
    upstream: { provider: 'memory', keyVariable: null, url: null },
    health: () => ({
      state: 'ready',
      engine: 'app-server',
      engineReason: 'It is the only one.',
      fallbacks: [],
      activeTurns,
      breaker: null,
      version: '0.0.0',
      path: '/nowhere',
      source: 'bundled',
      skipped: [],
    }),
    onHealthChange(listener) {
      changed = listener;
    },
    waitingThreads: () => ({ warm: 0, kept: 0 }),
    loadedThreads: async () => await Promise.resolve(0),
    async close() {
      accounts.close();
      await Promise.resolve();
    },
  };
}

async function refuseLogin(): Promise<never> {
  return await Promise.reject(new LoginNotNeededError());
}

function promptOf(messages: readonly Message[]): string {
  const said = messages.findLast(({ role }) => role === 'user');
  return said === undefined ? '' : textIn(said);
}

/** What the tools gave back after the last user message; empty without any. */
function resultsIn(messages: readonly Message[]): string {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  return messages
    .slice(last + 1)
    .filter(({ role }) => role === 'tool')
    .map(textIn)
    .join(' ');
}

function textIn({ content }: Message): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** The answer in pieces: `Say exactly: …` says it, `Count to N` counts, anything else is echoed. */
function piecesOf(prompt: string): string[] {
  const count = Number(/^Count to (?<n>\d+)$/.exec(prompt)?.groups?.['n']);
  const text = Number.isInteger(count)
    ? Array.from({ length: count }, (_, index) => index + 1).join(' ')
    : prompt.replace(/^Say exactly: /, '');
  return text.split(/(?= )/);
}

function usageOf(outputTokens: number): AnswerOutcome['usage'] {
  return {
    inputTokens: 1,
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    outputTokens,
    reasoningOutputTokens: 0,
    totalTokens: outputTokens + 1,
  };
}

async function aborted(signal: AbortSignal): Promise<never> {
  await new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', resolve, { once: true });
  });
  throw new CancelledError();
}
