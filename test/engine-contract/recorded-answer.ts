import { randomUUID } from 'node:crypto';
import { AttemptBudget } from '../../src/codex/completion/attempt-budget.ts';
import type { ItemEnd, ItemStart } from '../../src/codex/completion/item.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { CallStart, ToolCall } from '../../src/codex/completion/tools.ts';
import type { Engine } from '../../src/codex/engine/engine.ts';
import type { AnswerListener, AnswerOutcome } from '../../src/codex/engine/turn.ts';
import { CodexServeError } from '../../src/errors/errors.ts';

/** What a listener heard, in order; `end` and `failed` are what the promise came to. */
export type Heard =
  | { readonly type: 'delta'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string; readonly index: number }
  | { readonly type: 'refusal'; readonly text: string }
  | { readonly type: 'call-added'; readonly start: CallStart }
  | { readonly type: 'call-delta'; readonly id: string; readonly text: string }
  | { readonly type: 'call'; readonly call: ToolCall }
  | { readonly type: 'item-added'; readonly start: ItemStart }
  | { readonly type: 'item-done'; readonly end: ItemEnd }
  | { readonly type: 'end'; readonly outcome: AnswerOutcome }
  | { readonly type: 'failed'; readonly code: string };

/** One answer of an engine, as its listener hears it. */
export interface RecordedAnswer {
  readonly heard: readonly Heard[];
  readonly text: string;
  readonly calls: readonly ToolCall[];
  readonly unmet: readonly string[];
  /** Aborts the answer. */
  abort(): void;
  /** Resolves with the first piece of text. */
  readonly firstText: Promise<void>;
  /** Resolves when `run` has resolved or rejected. */
  readonly ended: Promise<void>;
}

/** Runs a request on an engine, as the session core does. */
export function runOn(engine: Engine, asked: CompletionRequest): RecordedAnswer {
  const heard: Heard[] = [];
  const unmet: string[] = [];
  const aborting = new AbortController();
  const firstText = withResolvers();
  const listener: AnswerListener = {
    get text() {
      return textOf(heard);
    },
    delta(text) {
      heard.push({ type: 'delta', text });
      firstText.resolve();
    },
    reasoningDelta: (text, index) => void heard.push({ type: 'reasoning', text, index }),
    refusalDelta: (text) => void heard.push({ type: 'refusal', text }),
    callAdded: (start) => void heard.push({ type: 'call-added', start }),
    callDelta: (id, text) => void heard.push({ type: 'call-delta', id, text }),
    toolCall: (call) => void heard.push({ type: 'call', call }),
    itemAdded: (start) => void heard.push({ type: 'item-added', start }),
    itemDone: (end) => void heard.push({ type: 'item-done', end }),
    markUnmet: (field) => void unmet.push(field),
  };
  const request = {
    completionId: `chatcmpl-${randomUUID()}`,
    model: asked.model,
    // The core names the model's own where the client names none.
    effort: 'medium',
    asked,
    attempts: new AttemptBudget(),
  };
  const ended = engine.run(request, listener, aborting.signal).then(
    (outcome) => void heard.push({ type: 'end', outcome }),
    (error: unknown) => {
      if (!(error instanceof CodexServeError)) throw error;
      heard.push({ type: 'failed', code: error.code });
    },
  );
  return {
    heard,
    unmet,
    get text() {
      return textOf(heard);
    },
    get calls() {
      return heard.flatMap((one) => (one.type === 'call' ? [one.call] : []));
    },
    abort: () => aborting.abort(),
    firstText: firstText.promise,
    ended,
  };
}

/** The last thing heard. */
export function endOf({ heard }: RecordedAnswer): Heard | undefined {
  return heard.at(-1);
}

function textOf(heard: readonly Heard[]): string {
  return heard.map((one) => (one.type === 'delta' ? one.text : '')).join('');
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
