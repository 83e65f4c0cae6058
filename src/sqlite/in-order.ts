/** Runs operations one after the other. */
export type InOrder = <T>(operation: () => Promise<T>) => Promise<T>;

/** There is only one connection to a database, so its statements and transactions wait for each other. */
export function createInOrder(): InOrder {
  let queue: Promise<unknown> = Promise.resolve();
  return async (operation) => {
    const result = queue.then(operation);
    queue = result.catch(() => {});
    return await result;
  };
}
