/** The machine's monotonic clock, the same in every process, in milliseconds. */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** A token that says when it was made. */
export function timeToken(): string {
  return `${process.hrtime.bigint() / 1000n} `;
}

/** When the tokens of a text were made, by `clockMs`; several where they were put together. */
export function timesIn(text: string): number[] {
  return text
    .trimEnd()
    .split(' ')
    .map((token) => Number(token) / 1000);
}
