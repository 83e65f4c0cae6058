import type {
  BoardCompletionsQueryVariables,
  BoardRecordsQueryVariables,
} from './generated/graphql.ts';
import { isLive, type Row } from './row.ts';

/** The statuses, as the gateway names them. */
export const statuses = ['QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

/** The APIs, as the gateway names them. */
export const surfaces = [
  'CHAT_COMPLETIONS',
  'RESPONSES',
  'COMPLETIONS',
  'MESSAGES',
  'OLLAMA',
  'GRAPHQL',
] as const;

/** Which rows are listed, and in which order. Empty members select nothing. */
export interface RowFilter {
  readonly status: string;
  readonly model: string;
  readonly key: string;
  readonly program: string;
  readonly surface: string;
  readonly search: string;
  readonly order: 'newest' | 'longest';
}

/** The parameters of the address that select rows. */
export const filterNames = ['status', 'model', 'key', 'program', 'surface', 'search'] as const;

/** The gateway searches at most so many characters. */
export const longestSearch = 200;

/** Reads a filter from the address. */
export function filterOf(query: URLSearchParams): RowFilter {
  const read = (name: string): string => query.get(name) ?? '';
  return {
    status: statuses.find((name) => name === read('status').toUpperCase()) ?? '',
    model: read('model'),
    key: read('key'),
    program: read('program'),
    surface: surfaces.find((name) => name === read('surface').toUpperCase()) ?? '',
    search: read('search').trim().slice(0, longestSearch),
    order: read('order') === 'longest' ? 'longest' : 'newest',
  };
}

/** Whether it leaves out anything. */
export function isFiltering(filter: RowFilter): boolean {
  return filterNames.some((name) => filter[name] !== '');
}

/** The variables that ask for the rows of a filter. */
export function variablesOf(filter: RowFilter): {
  completions: BoardCompletionsQueryVariables;
  records: BoardRecordsQueryVariables;
} {
  const { model, key, program, search, order } = filter;
  const status = statuses.find((name) => name === filter.status);
  const surface = surfaces.find((name) => name === filter.surface);
  const shared = {
    ...(model !== '' && { model }),
    ...(key !== '' && { keyName: key }),
    ...(program !== '' && { program }),
    ...(surface !== undefined && { surface }),
  };
  const rest = {
    ...(search !== '' && { search }),
    orderBy: order === 'longest' ? ('LONGEST' as const) : ('NEWEST' as const),
  };
  return {
    completions: {
      filter: { ...shared, ...(status !== undefined && { status: [status] }) },
      ...rest,
    },
    records: { filter: { ...shared, ...(status !== undefined && { status }) }, ...rest },
  };
}

/** Whether a row that has changed belongs into the list: what the gateway decides for a new page. */
export function matches(row: Row, filter: RowFilter): boolean {
  const { model, key, program, surface, status, search } = filter;
  return (
    (status === '' || row.status === status) &&
    (model === '' || row.model === model) &&
    (key === '' || row.client.keyName === key) &&
    (program === '' || row.client.program === program) &&
    (surface === '' || row.surface === surface) &&
    (search === '' || textOf(row).includes(search.toLowerCase()))
  );
}

function textOf(row: Row): string {
  const { completionId, requestId, conversationId, client } = row;
  const { model, effort, status, errorCode, surfaceName } = row;
  const ids = [completionId, requestId, conversationId];
  const names = [client.program, client.userAgent, client.keyName];
  return [...ids, ...names, model, effort, status, errorCode, surfaceName].join('\n').toLowerCase();
}

/** Running ones first, then the ended ones, newest or longest first. */
export function compareRows(order: RowFilter['order']): (a: Row, b: Row) => number {
  return (a, b) => {
    const byLife = Number(isLive(b)) - Number(isLive(a));
    if (byLife !== 0) return byLife;
    if (order === 'longest') {
      // The longest of the running ones is the oldest.
      if (isLive(a)) return compareTexts(a.createdAt, b.createdAt);
      return b.durationMs - a.durationMs;
    }
    return compareTexts(b.createdAt, a.createdAt) || compareTexts(b.completionId, a.completionId);
  };
}

/** Also for times: as ISO 8601 in UTC they sort as texts, and 2,000 rows are sorted without reading them. */
function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
