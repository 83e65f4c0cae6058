import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';

/** Messages to and from a process of the benchmark. */
export interface Protocol<Order, Result> {
  readonly order: z.ZodType<Order>;
  readonly result: z.ZodType<Result>;
}

/** A process of the benchmark's: its work is not the measured one's. */
export interface Child<Order, Result> {
  readonly pid: number;
  /** One at a time. Rejects with what went wrong there, and where the process is gone. */
  ask(order: Order): Promise<Result>;
  close(): void;
}

const reply = z.union([z.object({ result: z.unknown() }), z.object({ failure: z.string() })]);

/** Starts `processes/NAME`, which has to call `serveParent`. */
export function startChild<Order, Result>(
  name: string,
  protocol: Protocol<Order, Result>,
): Child<Order, Result> {
  const child = fork(new URL(`${name}${path.extname(import.meta.url)}`, import.meta.url));
  const gone = new AbortController();
  child.once('exit', () => gone.abort());
  return {
    pid: child.pid ?? Number.NaN,
    async ask(order) {
      const answered = once(child, 'message', { signal: gone.signal });
      child.send({ order });
      const received: unknown[] = await answered;
      const answer = reply.parse(received[0]);
      if ('failure' in answer) throw new Error(`${name}: ${answer.failure}`);
      return protocol.result.parse(answer.result);
    },
    close() {
      if (child.connected) child.disconnect();
    },
  };
}

/** Answers the orders that this process is given, until the one that gives them is gone. */
export function serveParent<Order, Result>(
  { order }: Protocol<Order, Result>,
  answer: (order: Order) => Promise<Result>,
): void {
  const obey = async (message: unknown): Promise<void> => {
    try {
      const asked = z.object({ order }).parse(message);
      process.send?.({ result: await answer(asked.order) });
    } catch (error) {
      process.send?.({ failure: error instanceof Error ? (error.stack ?? '') : String(error) });
    }
  };
  process.on('message', (message) => void obey(message));
  process.on('disconnect', () => process.exit());
}
