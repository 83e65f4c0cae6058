import type { ComponentChildren } from 'preact';
import { compact, count, duration, exactTime, time, timeOfDay, unknown } from '../ui/format.ts';
import { surfaceName } from '../ui/surface-name.ts';
import { StatusMark } from '../ui/status.tsx';
import { PrivateName } from '../ui/private-name.tsx';
import { durationOf, isLive, outputTokensOf, tokensPerSecond, type Row } from './row.ts';
import style from './row-grid.module.css';

/** A column of the list. */
export interface Column {
  readonly name: string;
  readonly title: string;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
  readonly cell: (row: Row, now: number) => ComponentChildren;
  /** The exact value, for the title of the cell. */
  readonly exact?: (row: Row, now: number) => string;
}

/** The columns in their order. Which of them fit is a matter of the width: see row-grid.module.css. */
export const columns: readonly Column[] = [
  { name: 'status', title: 'Status', cell: (row) => <StatusMark status={row.status} /> },
  {
    name: 'model',
    title: 'Model',
    cell: ({ model, effort }) => (
      <>
        {model} {effort !== null && <span class={style['soft']}>{effort}</span>}
      </>
    ),
    exact: ({ model, effort }) => (effort === null ? model : `${model}, effort ${effort}`),
  },
  {
    name: 'program',
    title: 'Program',
    cell: ({ client }) => client.program ?? unknown,
    exact: ({ client }) => client.userAgent ?? 'The program does not say its name',
  },
  {
    name: 'key',
    title: 'Key',
    cell: ({ client }) =>
      client.keyName === null ? unknown : <PrivateName kind="key" text={client.keyName} />,
  },
  { name: 'api', title: 'API', cell: (row) => surfaceName(row.surfaceName) },
  {
    name: 'started',
    title: 'Started',
    isNumber: true,
    cell: ({ createdAt }) => time(createdAt),
    exact: ({ createdAt }) => exactTime(createdAt),
  },
  {
    name: 'queued',
    title: 'Queued',
    isNumber: true,
    cell: ({ queuedMs }) => (queuedMs === 0 ? unknown : duration(queuedMs)),
    exact: ({ queuedMs }) => exactMs(queuedMs),
  },
  {
    name: 'first',
    title: 'First token',
    isNumber: true,
    cell: ({ timeToFirstTokenMs }) => duration(timeToFirstTokenMs),
    exact: ({ timeToFirstTokenMs }) => exactMs(timeToFirstTokenMs),
  },
  {
    name: 'duration',
    title: 'Duration',
    isNumber: true,
    cell: (row, now) => duration(durationOf(row, now)),
    exact: (row, now) => exactMs(durationOf(row, now)),
  },
  {
    name: 'tokens',
    title: 'Tokens',
    isNumber: true,
    cell: (row) =>
      `${isLive(row) && outputTokensOf(row) !== null ? '≈ ' : ''}${compact(outputTokensOf(row))}`,
    exact: (row) => {
      const tokens = outputTokensOf(row);
      return tokens === null ? '' : `${count(tokens)} tokens of the answer`;
    },
  },
  {
    name: 'rate',
    title: 'Tokens/s',
    isNumber: true,
    cell: (row, now) => {
      const rate = tokensPerSecond(row, now);
      return rate === null ? unknown : compact(rate);
    },
  },
];

function exactMs(ms: number | null): string {
  return ms === null ? '' : `${count(Math.round(ms))} ms`;
}

/** A row in words, for a screen reader and for the title of its pane. */
export function rowLabel({ model, client, createdAt }: Row): string {
  return [model, client.program, timeOfDay(createdAt)].filter(Boolean).join(', ');
}
