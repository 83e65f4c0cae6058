/**
 * The task's outcome, or a rejection if it takes too long. The task itself keeps running.
 *
 * @param ms Milliseconds.
 * @param late Makes what it rejects with.
 */
export async function settleWithin<T>(task: Promise<T>, ms: number, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  return await Promise.race([task, silence]).finally(() => clearTimeout(timer));
}
