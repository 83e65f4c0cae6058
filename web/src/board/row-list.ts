import { createStore, type Store } from '../store/store.ts';
import { compareRows, matches, type RowFilter } from './row-filter.ts';
import { supersedes, type Row } from './row.ts';

/** What the list shows. */
export interface RowView {
  /** In the order on the screen. */
  readonly rows: readonly Row[];
  /** How many rows wait to be shown. */
  readonly newCount: number;
}

/** At most so many rows are held; the oldest go first. */
const maxRows = 2000;

/**
 * The rows of the board. While the reader is at the list it does not move: rows change in place, and
 * new ones wait until `showNew`.
 */
export interface RowList {
  readonly view: Store<RowView>;
  /** Adds rows or brings them up to date. They are seen after `flush`. */
  put(rows: readonly Row[]): void;
  /** Adds older rows at the end, also while the list is held. */
  append(rows: readonly Row[]): void;
  /** Forgets all rows and takes these. */
  reset(rows: readonly Row[]): void;
  /** Whether the reader is at the list. Letting go shows what waited. */
  hold(isHeld: boolean): void;
  /** Shows what waits, also while the list is held. */
  showNew(): void;
  /** Writes the view. */
  flush(): void;
  get(id: string): Row | undefined;
}

/** Makes an empty list for a filter. */
export function createRowList(filter: RowFilter): RowList {
  const view = createStore<RowView>({ rows: [], newCount: 0 });
  let rows = new Map<string, Row>();
  /** What the gateway found. Its search knows more than a row shows. */
  let found = new Set<string>();
  /** What is on the screen while the list is held, in its order. */
  let held: readonly string[] | null = null;
  const compare = compareRows(filter.order);

  const isWanted = (row: Row): boolean =>
    matches(row, found.has(row.completionId) ? { ...filter, search: '' } : filter);
  const sorted = (): Row[] => [...rows.values()].filter(isWanted).toSorted(compare);
  const hold = (): void => {
    held = view.get().rows.map(({ completionId }) => completionId);
  };
  const write = (): void => {
    if (held === null) return view.set({ rows: sorted(), newCount: 0 });
    const shown = held.flatMap((id) => rows.get(id) ?? []);
    // Nothing moves under a reader who sees nothing yet, or nothing that is still held.
    if (shown.length === 0) {
      view.set({ rows: sorted(), newCount: 0 });
      return hold();
    }
    const known = new Set(held);
    const newCount = [...rows.values()].filter(
      (row) => !known.has(row.completionId) && isWanted(row),
    ).length;
    return view.set({ rows: shown, newCount });
  };
  const put = (next: readonly Row[]): void => {
    for (const row of next) {
      if (supersedes(row, rows.get(row.completionId))) rows.set(row.completionId, row);
    }
    if (rows.size <= maxRows) return;
    rows = new Map(
      sorted()
        .slice(0, maxRows)
        .map((row) => [row.completionId, row]),
    );
    found = new Set([...found].filter((id) => rows.has(id)));
  };
  const find = (next: readonly Row[]): void => {
    for (const { completionId } of next) found.add(completionId);
    put(next);
  };
  return {
    view,
    put,
    append(next) {
      find(next);
      if (held !== null) {
        const known = new Set(held);
        const ids = next.map(({ completionId }) => completionId);
        held = [...held, ...ids.filter((id) => !known.has(id))];
      }
      write();
    },
    reset(next) {
      rows = new Map();
      found = new Set();
      find(next);
    },
    hold(isHeld) {
      if (isHeld === (held !== null)) return;
      if (isHeld) hold();
      else held = null;
      write();
    },
    showNew() {
      const isHeld = held !== null;
      held = null;
      write();
      if (isHeld) hold();
    },
    flush: write,
    get: (id) => rows.get(id),
  };
}
