import { setTimeout } from 'node:timers/promises';
import { planAnswer } from './answer.ts';
import type { Behaviour, StatusBehaviour } from './behaviour.ts';
import { errorBodyFor } from './wire/errors.ts';
import { isClientCall, textOf, type PlannedItem } from './plan.ts';
import type { ResponsesRequest } from './request.ts';
import { planResponse } from './response.ts';
import type { PlannedResponse } from './response.ts';
import type { EventSink } from './sink.ts';
import { countTokens, tokensOf } from './tokens.ts';
import type { CountedInput } from './usage.ts';
import { ResponseWriter } from './writer.ts';

/** One request about to be answered. */
export interface Exchange {
  readonly request: ResponsesRequest;
  readonly counted: CountedInput;
  /** Undefined for the normal course. */
  readonly behaviour: Behaviour | undefined;
  readonly sink: EventSink;
  /** 0 sends at once. */
  readonly tokensPerSecond: number;
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
  if (
    behaviour?.kind === 'cut' &&
    (behaviour.after === 'nothing' || behaviour.after === 'headers')
  ) {
    if (behaviour.after === 'headers') sink.begin();
    await sink.cut();
    return undefined;
  }
  return stream(exchange);
}

async function stream(exchange: Exchange): Promise<PlannedResponse | undefined> {
  const { request, counted, behaviour, sink } = exchange;
  const whole = itemsOf(behaviour, request);
  const short = behaviour?.kind === 'incomplete';
  const plan = short ? truncated(whole, behaviour.afterTokens ?? 0) : whole;
  const response = planResponse(request, counted, plan, short ? 'incomplete' : 'completed');
  const writer = new ResponseWriter(response, sink, {
    tokensPerSecond: exchange.tokensPerSecond,
    ...(behaviour?.kind === 'sparse' && { deltaTokens: behaviour.deltaTokens ?? 0 }),
  });
  await writer.start();
  const ended = await play(writer, exchange);
  if (!ended) return undefined;
  counted.remember(response.items.map((item) => item.done));
  return response;
}

/** Resolves with true when the response ended in order. */
async function play(writer: ResponseWriter, { behaviour, sink }: Exchange): Promise<boolean> {
  switch (behaviour?.kind) {
    case 'failed':
      await writer.write(behaviour.afterTokens ?? 0);
      writer.finish({ status: 'failed', code: behaviour.code, message: behaviour.message });
      return false;
    case 'cut':
      await writer.write(typeof behaviour.after === 'number' ? behaviour.after : Infinity);
      await sink.cut();
      return false;
    case 'stall':
      await writer.write(behaviour.afterTokens ?? 0);
      await sink.flush();
      return aborted(sink.signal);
    case 'garbage':
      await writer.write(behaviour.afterTokens ?? 0);
      sink.sendGarbage();
      if (behaviour.then === 'end') {
        await sink.cut();
        return false;
      }
      break;
    case 'incomplete':
      await writer.write();
      writer.finish({ status: 'incomplete', reason: behaviour.reason });
      return true;
    case 'status':
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
  writer.finish({ status: 'completed' });
  return true;
}

function itemsOf(
  behaviour: Behaviour | undefined,
  request: ResponsesRequest,
): readonly PlannedItem[] {
  if (behaviour?.kind === 'calls') {
    return behaviour.calls.map((call) => ({
      kind: 'function_call',
      name: call.name,
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

/** The plan up to so many tokens of the answer. */
function truncated(plan: readonly PlannedItem[], limit: number): readonly PlannedItem[] {
  let left = limit;
  const kept: PlannedItem[] = [];
  for (const item of plan) {
    if (item.kind !== 'message' && !isClientCall(item)) {
      kept.push(item);
    } else if (left > 0) {
      const text = item.kind === 'message' ? textOf(item) : item.input;
      const start = tokensOf(text).slice(0, left).join('');
      const isWhole = start === text;
      if (isWhole) kept.push(item);
      else if (item.kind !== 'message') kept.push({ ...item, input: start });
      else kept.push({ ...item, text: start, furtherTexts: [] });
      left -= countTokens(text);
    }
  }
  return kept;
}

function refuse(sink: EventSink, { status, body, headers }: StatusBehaviour): undefined {
  sink.refuse(status, body ?? errorBodyFor(status), headers ?? {});
}

/** Waits until the signal aborts, and rejects then. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
