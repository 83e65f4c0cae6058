import { setTimeout } from 'node:timers/promises';
import { planAnswer } from './answer.ts';
import type { Behaviour, CutBehaviour, StatusBehaviour } from './behaviour.ts';
import { errorBodyFor } from './wire/errors.ts';
import type { PlannedItem } from './plan.ts';
import type { ResponsesRequest } from './request.ts';
import { planResponse } from './response.ts';
import type { Ending, PlannedResponse } from './response.ts';
import type { EventSink } from './sink.ts';
import { limited, truncated } from './token-limit.ts';
import type { CountedInput } from './usage.ts';
import { connectionLimitBody } from './wire/known-bodies.ts';
import { ResponseWriter } from './writer.ts';
import { objectsOf } from './wire/json.ts';

/** One request about to be answered. */
export interface Exchange {
  readonly request: ResponsesRequest;
  readonly counted: CountedInput;
  /** Undefined for the normal course. */
  readonly behaviour: Behaviour | undefined;
  readonly sink: EventSink;
  /** 0 sends at once. */
  readonly tokensPerSecond: number;
  /** Whether the last event leaves the output out. */
  readonly emptyOutput: boolean;
}

/**
 * Answers one request. Resolves with the response when it ended in order, so that the next request
 * can continue from it, and with undefined when it did not; rejects when the client left.
 */
export async function respond(exchange: Exchange): Promise<PlannedResponse | undefined> {
  const { behaviour, sink } = exchange;
  if (behaviour?.kind === 'status') return refuse(sink, behaviour);
  if (behaviour?.kind === 'delay')
    await setTimeout(behaviour.ms, undefined, { signal: sink.signal });
  if (behaviour?.kind === 'expired' && behaviour.afterTokens === undefined) {
    await expire(sink);
    return undefined;
  }
  if (behaviour?.kind === 'cut' || behaviour?.kind === 'stall') {
    if (behaviour.after === 'nothing' || behaviour.after === 'headers') {
      if (behaviour.after === 'headers') sink.begin();
      if (behaviour.kind === 'stall') await aborted(sink.signal);
      await sink.cut();
      return undefined;
    }
  }
  return stream(exchange);
}

async function stream(exchange: Exchange): Promise<PlannedResponse | undefined> {
  const { request, counted, behaviour, sink } = exchange;
  const whole = itemsOf(behaviour, request);
  const ending = endingOf(behaviour, whole, request.maxOutputTokens);
  const response = planResponse(request, counted, ending.plan, ending.end);
  const writer = new ResponseWriter(response, sink, {
    tokensPerSecond: exchange.tokensPerSecond,
    emptyOutput: exchange.emptyOutput,
    ...(behaviour?.kind === 'sparse' && { deltaTokens: behaviour.deltaTokens ?? 0 }),
  });
  const cutAfter = behaviour?.kind === 'cut' ? behaviour.after : undefined;
  await writer.start(typeof cutAfter === 'object' ? cutAfter.events : undefined);
  const ended = await play(writer, exchange, ending.end);
  if (!ended) return undefined;
  counted.remember(response.items.map((item) => item.done));
  return response;
}

/** Resolves with true when the response ended in order. */
async function play(
  writer: ResponseWriter,
  { behaviour, sink }: Exchange,
  end: Ending,
): Promise<boolean> {
  switch (behaviour?.kind) {
    case 'failed':
      await writer.write(behaviour.afterTokens ?? 0);
      writer.finish({ status: 'failed', code: behaviour.code, message: behaviour.message });
      return false;
    case 'cut':
      await writeUntil(writer, behaviour.after);
      await sink.cut();
      return false;
    case 'ended':
      await writer.write(behaviour.afterTokens ?? 0);
      sink.close(behaviour.closeCode ?? 1000);
      return false;
    case 'expired':
      await writer.write(behaviour.afterTokens ?? 0);
      await expire(sink);
      return false;
    case 'stall':
      await writer.write(behaviour.afterTokens ?? 0);
      await sink.flush();
      await Promise.race([aborted(sink.signal), released(behaviour.until)]);
      break;
    case 'garbage':
      await writer.write(behaviour.afterTokens ?? 0);
      sink.sendGarbage();
      if (behaviour.then === 'end') {
        await sink.cut();
        return false;
      }
      break;
    case 'status':
    case 'incomplete':
    case 'text':
    case 'items':
    case 'refusal':
    case 'sparse':
    case 'calls':
    case 'delay':
    case undefined:
      break;
  }
  await writer.write();
  writer.finish(end);
  return true;
}

async function writeUntil(writer: ResponseWriter, after: CutBehaviour['after']): Promise<void> {
  if (typeof after === 'object') await writer.write(Infinity, after.events);
  else await writer.write(typeof after === 'number' ? after : Infinity);
}

/** Ends a WebSocket that was open for too long. */
async function expire(sink: EventSink): Promise<void> {
  if (sink.transport === 'sse') return sink.cut();
  sink.send({ type: 'error', status: 400, ...connectionLimitBody() });
  sink.close(1000);
}

/** What there is of the answer, and how it ends if nothing else ends it. */
function endingOf(
  behaviour: Behaviour | undefined,
  whole: readonly PlannedItem[],
  maxOutputTokens: number | undefined,
): { plan: readonly PlannedItem[]; end: Ending } {
  if (behaviour?.kind === 'incomplete') {
    const plan = truncated(whole, behaviour.afterTokens ?? 0);
    return { plan, end: { status: 'incomplete', reason: behaviour.reason } };
  }
  const cut = limited(whole, maxOutputTokens);
  return cut === undefined
    ? { plan: whole, end: { status: 'completed' } }
    : { plan: cut, end: { status: 'incomplete', reason: 'max_output_tokens' } };
}

function itemsOf(
  behaviour: Behaviour | undefined,
  request: ResponsesRequest,
): readonly PlannedItem[] {
  if (behaviour?.kind === 'calls') {
    return behaviour.calls.map((call) => ({
      kind: isCustomTool(request, call.name) ? 'custom_tool_call' : 'function_call',
      name: call.name,
      ...(call.namespace !== undefined && { namespace: call.namespace }),
      input: call.arguments,
      ...(call.callId !== undefined && { callId: call.callId }),
    }));
  }
  if (behaviour?.kind === 'refusal') {
    return [{ kind: 'message', text: behaviour.text ?? '', refusal: behaviour.refusal }];
  }
  if (behaviour && 'items' in behaviour && behaviour.items !== undefined) return behaviour.items;
  const text = behaviour && 'text' in behaviour ? behaviour.text : undefined;
  return text === undefined ? planAnswer(request) : [{ kind: 'message', text }];
}

function isCustomTool({ tools }: ResponsesRequest, name: string): boolean {
  return tools
    .flatMap((tool) => [tool, ...objectsOf(tool['tools'])])
    .some((tool) => tool['type'] === 'custom' && tool['name'] === name);
}

function refuse(sink: EventSink, { status, body, headers }: StatusBehaviour): undefined {
  sink.refuse(status, body ?? errorBodyFor(status), headers ?? {});
}

/** Waits until the signal aborts, and rejects then. */
function released(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
