// Many readers of streamed chats whose tokens are the times at which they were sent.
import { setTimeout } from 'node:timers/promises';
import type { StampedAnswer } from '../load/stamped-answer.ts';
import { stampedStreams, type AskStamped } from '../load/stamped-streams.ts';
import { clockMs } from '../time-token.ts';
import { serveParent } from './child.ts';
import { readersProtocol, type ReadersResult } from './readers-protocol.ts';

/** Between two that begin: the cost of beginning is not what is measured. */
const startPauseMs = 15;

let ready: Promise<AskStamped> | undefined;

serveParent(readersProtocol, async ({ way, readers, slow, tokens, measuredMs }) => {
  ready ??= stampedStreams(way);
  const ask = await ready;
  const streams = [];
  const fast = [];
  for (let index = 0; index < readers; index += 1) {
    const stream = ask(tokens);
    streams.push(stream);
    if (index >= slow) fast.push(stream.read());
    await setTimeout(startPauseMs);
  }
  await Promise.all(streams.map(async ({ begun }) => await begun));
  const begunAt = clockMs();
  const until = begunAt + measuredMs;
  const inTime = await Promise.all(fast);
  const late = await Promise.all(streams.slice(0, slow).map(async ({ read }) => await read()));
  const delays = Float64Array.from(
    inTime.flatMap((answer) => answer.delaysBetween(begunAt, until)),
  );
  return summary(delays.toSorted(), [...inTime, ...late], tokens);
});

function summary(
  delays: Float64Array,
  answers: readonly StampedAnswer[],
  expected: number,
): ReadersResult {
  const at = (share: number): number =>
    delays[Math.min(Math.floor(delays.length * share), delays.length - 1)] ?? Number.NaN;
  const failures = answers.map((answer) => answer.failure(expected));
  return {
    medianMs: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    tokens: answers.reduce((sum, { tokens }) => sum + tokens, 0),
    failure: failures.find((failure) => failure !== null) ?? null,
  };
}
