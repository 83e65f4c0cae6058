/** Whether the service takes what it gave: some providers refuse their own items. */
export interface Trust {
  /** False for a while after several refusals in a row. */
  readonly isGiven: boolean;
  taken(): void;
  refused(): void;
}

/** After so many refusals in a row, the service is taken to refuse whatever is kept. */
const maxRefusals = 3;
/** How long that holds, in milliseconds. */
const restMs = 10 * 60 * 1000;

/** Given at first. */
export function createTrust(): Trust {
  let refusals = 0;
  let refusedAt = 0;
  return {
    get isGiven() {
      return refusals < maxRefusals || performance.now() - refusedAt >= restMs;
    },
    taken() {
      refusals = 0;
    },
    refused() {
      refusals += 1;
      refusedAt = performance.now();
    },
  };
}
