import type { Link, Span, Tracer } from '@opentelemetry/api';
import type { Completion } from '../codex/completion/completion.ts';
import type { PlacedToolCall } from '../codex/completion/lifecycle-listener.ts';
import type { CompletionRequest } from '../codex/completion/request.ts';
import type { CompletionObserver } from '../codex/observers/completion-observer.ts';
import { endAttributes, operationOf, startAttributes } from './completion-attributes.ts';
import { callAttributes, inputAttributes, outputAttributes } from './content.ts';
import type { Contexts } from './contexts.ts';
import type { Libraries } from './libraries.ts';

/** The spans of a running completion. */
interface Spans {
  /** From its acceptance to its end. */
  readonly whole: Span;
  /** Its wait for a turn; null once that is over. */
  waiting: Span | null;
  /** From its turn to its end; null before. */
  turn: Span | null;
}

/** What the spans of completions are made with. */
export interface CompletionSpansDeps {
  readonly libraries: Libraries;
  readonly tracer: Tracer;
  readonly contexts: Contexts;
  /** Whether spans hold prompts and answers. */
  readonly capturesContent: boolean;
}

/**
 * Spans of completions, by the conventions for generative AI (semantic-conventions-genai 0.1): one
 * for the completion, below it one for its wait in the queue and one for its turn, in which the first
 * token and the tool calls are events. A completion that outlives its request stays a child of it.
 * https://github.com/open-telemetry/semantic-conventions-genai
 */
export function createCompletionSpans(deps: CompletionSpansDeps): CompletionObserver {
  const { libraries, tracer, contexts, capturesContent } = deps;
  const { api } = libraries;
  const running = new Map<string, Spans>();

  function begin(completion: Completion, request: CompletionRequest): Spans {
    const { caller, previousId, id } = completion;
    const previous = contexts.spanContextOf(previousId);
    const links: Link[] = previous === undefined ? [] : [{ context: previous }];
    const attributes = startAttributes(completion, request);
    const whole = tracer.startSpan(
      `${operationOf(completion)} ${completion.model}`,
      { kind: api.SpanKind.CLIENT, attributes, links },
      contexts.of(caller.operationId ?? caller.requestId),
    );
    if (capturesContent && whole.isRecording()) whole.setAttributes(inputAttributes(request));
    contexts.begun(id, whole);
    const spans: Spans = { whole, waiting: null, turn: null };
    running.set(id, spans);
    return spans;
  }

  function child(name: string, { whole }: Spans): Span {
    return tracer.startSpan(name, {}, api.trace.setSpan(api.ROOT_CONTEXT, whole));
  }

  function noteCall(turn: Span, { call }: PlacedToolCall): void {
    turn.addEvent('codex_serve.tool_call', {
      'gen_ai.tool.name': call.name,
      'gen_ai.tool.call.id': call.id,
      'gen_ai.tool.type': call.type,
      ...(capturesContent && callAttributes(call)),
    });
  }

  return {
    queued(completion, request) {
      const spans = begin(completion, request);
      spans.waiting = child('queue', spans);
    },
    started(completion, request) {
      const spans = running.get(completion.id) ?? begin(completion, request);
      spans.waiting?.end();
      spans.waiting = null;
      spans.turn = child('turn', spans);
    },
    firstToken: ({ id }) => void running.get(id)?.turn?.addEvent('codex_serve.first_token'),
    toolCall({ id }, call) {
      const turn = running.get(id)?.turn;
      if (turn?.isRecording() === true) noteCall(turn, call);
    },
    ended(completion) {
      const spans = running.get(completion.id);
      if (spans === undefined) return;
      running.delete(completion.id);
      end(completion, spans);
      contexts.ended(completion.id);
    },
    repeated({ id }, { caller }) {
      const first = contexts.spanContextOf(id);
      const context = contexts.of(caller.operationId ?? caller.requestId);
      const attributes = { 'gen_ai.response.id': id };
      const links = first === undefined ? [] : [{ context: first }];
      tracer.startSpan('repeated request', { attributes, links }, context).end();
    },
  };

  function end(completion: Completion, { whole, waiting, turn }: Spans): void {
    const { error, status, engine } = completion;
    if (whole.isRecording()) {
      whole.setAttributes(endAttributes(completion));
      if (capturesContent) whole.setAttributes(outputAttributes(completion));
    }
    if (engine !== null) turn?.setAttribute('codex_serve.engine', engine);
    if (status === 'failed' && error !== null) {
      const failed = { code: api.SpanStatusCode.ERROR, message: error.code };
      for (const span of [whole, waiting ?? turn]) span?.setStatus(failed);
    }
    waiting?.end();
    turn?.end();
    whole.end();
  }
}
