import { sumNames } from './sums.ts';

/** What takes a cell's numbers while they are read, without a copy of them. */
export interface CellSink {
  /** Takes the sums in the order of `sumNames`. Their array may change after the call. */
  addSums(sums: ArrayLike<number>, groupId: number): void;
  addFirstTokens(bin: number, count: number): void;
  addDurations(bin: number, count: number): void;
}

/** A cell of an hour: what a group has in it. */
export interface Cell extends CellSink {
  readonly groupId: number;
  /** In the order of `sumNames`. */
  readonly sums: number[];
  /** How many first tokens came within each latency bin; bins without any are absent. */
  readonly firstTokens: Map<number, number>;
  /** The same of the durations. */
  readonly durations: Map<number, number>;
}

/** An empty cell, which adds up what it is given. */
export function createCell(groupId: number): Cell {
  const sums = sumNames.map(() => 0);
  const firstTokens = new Map<number, number>();
  const durations = new Map<number, number>();
  return {
    groupId,
    sums,
    firstTokens,
    durations,
    addSums(more) {
      for (let index = 0; index < sums.length; index += 1) {
        sums[index] = (sums[index] ?? 0) + (more[index] ?? 0);
      }
    },
    addFirstTokens: (bin, count) => firstTokens.set(bin, (firstTokens.get(bin) ?? 0) + count),
    addDurations: (bin, count) => durations.set(bin, (durations.get(bin) ?? 0) + count),
  };
}

/**
 * Cells in few bytes: each number as a varint of 7 bits a byte, the lowest first. A cell has its group,
 * its sums, and the bins of its first tokens and of its durations, each with their number first.
 */
export function packCells(cells: Iterable<Cell>): Uint8Array {
  const bytes: number[] = [];
  const write = (value: number): void => {
    let rest = value;
    while (rest >= 0x80) {
      bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    bytes.push(rest);
  };
  const writeBins = (bins: ReadonlyMap<number, number>): void => {
    write(bins.size);
    for (const [bin, count] of bins) {
      write(bin);
      write(count);
    }
  };
  for (const { groupId, sums, firstTokens, durations } of cells) {
    write(groupId);
    for (const sum of sums) write(sum);
    writeBins(firstTokens);
    writeBins(durations);
  }
  return Uint8Array.from(bytes);
}

/**
 * Reads packed cells. Throws a `RangeError` where they are cut. A report reads millions of numbers, so
 * the loop calls nothing for those of one byte, which are most.
 *
 * @param sinkOf The sink of a group's cell; undefined leaves the cell out.
 */
export function unpackCells(
  bytes: Uint8Array,
  sinkOf: (groupId: number) => CellSink | undefined,
): void {
  const cellSums = new Float64Array(sumNames.length);
  const reader = { bytes, at: 0 };
  const { length } = bytes;
  while (reader.at < length) {
    const groupId = readVarint(reader);
    for (let index = 0; index < cellSums.length; index += 1) cellSums[index] = readVarint(reader);
    const sink = sinkOf(groupId);
    sink?.addSums(cellSums, groupId);
    for (let left = readVarint(reader); left > 0; left -= 1) {
      const bin = readVarint(reader);
      const count = readVarint(reader);
      sink?.addFirstTokens(bin, count);
    }
    for (let left = readVarint(reader); left > 0; left -= 1) {
      const bin = readVarint(reader);
      const count = readVarint(reader);
      sink?.addDurations(bin, count);
    }
  }
  if (reader.at > length) throw new RangeError('A packed hour of the usage is cut.');
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

/** Beyond the end there are zeros, so that only the end needs a check. */
function readVarint(reader: Reader): number {
  const { bytes } = reader;
  let at = reader.at;
  let byte = bytes[at++] ?? 0;
  let value = byte & 0x7f;
  for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
    byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * scale;
  }
  reader.at = at;
  return value;
}
