import type { Api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import { oncePerFrame } from '../store/once-per-frame.ts';
import { createStore, type Store } from '../store/store.ts';
import {
  BoardActivityDocument,
  BoardCompletionsDocument,
  BoardRecordsDocument,
} from './generated/graphql.ts';
import { variablesOf, type RowFilter } from './row-filter.ts';
import { createRowList, type RowList } from './row-list.ts';

/** What the board knows of its rows besides the rows. */
export interface BoardState {
  /** Whether the first page has come. */
  readonly isLoaded: boolean;
  /** What the last attempt to read failed with; null where it succeeded. */
  readonly error: ApiError | null;
  /** The completions that have ended, on all pages; null before the first page. */
  readonly totalCount: number | null;
  /** Whether older rows can be read. */
  readonly hasOlder: boolean;
}

/** The live list of completions. */
export interface Board {
  readonly list: RowList;
  readonly state: Store<BoardState>;
  /** Reads the next page of older rows. One at a time. */
  loadOlder(): void;
  /** Reads everything again. */
  reload(): void;
  close(): void;
}

/**
 * Opens the board: reads the live rows and the newest past ones, then follows the activity from the
 * cursor of that page. A lost connection continues after the last event; after a gap, which a restart
 * of the gateway is too, everything is read again.
 */
export function openBoard(api: Api, filter: RowFilter): Board {
  const list = createRowList(filter);
  const state = createStore<BoardState>(nothing);
  const flush = oncePerFrame(() => list.flush(), flushMs);
  const variables = variablesOf(filter);
  const stop = new AbortController();
  let cursor: string | undefined;
  let older: string | null = null;
  let isReading = false;
  let unsubscribe: (() => void) | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const failed = (error: unknown): void => {
    if (stop.signal.aborted) return;
    const shown = error instanceof ApiError ? error : new ApiError('INTERNAL_ERROR', String(error));
    state.set({ ...state.get(), error: shown });
    clearTimeout(retry);
    retry = setTimeout(() => void read(), retryMs);
  };
  const read = async (): Promise<void> => {
    clearTimeout(retry);
    try {
      const [live, past] = await Promise.all([
        api.send(BoardCompletionsDocument, variables.completions, stop.signal),
        api.send(BoardRecordsDocument, variables.records, stop.signal),
      ]);
      if (stop.signal.aborted) return;
      const { edges, activityCursor } = live.completions;
      const records = past.completionRecords;
      cursor = activityCursor;
      older = records.pageInfo.endCursor;
      list.reset([...records.edges, ...edges].map(({ node }) => node));
      list.flush();
      state.set({
        isLoaded: true,
        error: null,
        totalCount: records.totalCount,
        hasOlder: records.pageInfo.hasNextPage,
      });
      follow();
    } catch (error) {
      failed(error);
    }
  };
  const follow = (): void => {
    unsubscribe?.();
    const from = {
      get after() {
        return cursor;
      },
    };
    unsubscribe = api.subscribe(BoardActivityDocument, from, {
      next({ activity }) {
        cursor = activity.cursor;
        if (activity.__typename === 'ActivityGap') return void read();
        if (!('completion' in activity)) return undefined;
        const { completion } = activity;
        list.put([completion]);
        return flush();
      },
      failed,
    });
  };

  const readOlder = async (): Promise<void> => {
    try {
      const after = older;
      const page = { ...variables.records, after };
      const { completionRecords } = await api.send(BoardRecordsDocument, page, stop.signal);
      // Everything was read again meanwhile: the pages between are gone.
      if (older !== after) return;
      older = completionRecords.pageInfo.endCursor;
      list.append(completionRecords.edges.map(({ node }) => node));
      state.set({ ...state.get(), hasOlder: completionRecords.pageInfo.hasNextPage });
    } catch (error) {
      failed(error);
    } finally {
      isReading = false;
    }
  };

  void read();
  return {
    list,
    state,
    loadOlder() {
      if (isReading || older === null || !state.get().hasOlder) return;
      isReading = true;
      void readOlder();
    },
    reload: () => void read(),
    close() {
      clearTimeout(retry);
      stop.abort();
      unsubscribe?.();
    },
  };
}

/** The list follows what happens so often at most, in milliseconds; the first change at once. */
const flushMs = 50;

/** The wait before everything is read again after a failure, in milliseconds. */
const retryMs = 2000;

const nothing: BoardState = { isLoaded: false, error: null, totalCount: null, hasOlder: false };
