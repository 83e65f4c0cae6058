import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { useMedia } from '../hooks/use-media.ts';
import { useKeys } from '../hooks/use-keys.ts';
import { Button } from '../ui/button.tsx';
import { control, Select } from '../ui/field.tsx';
import { surfaceName } from '../ui/surface-name.ts';
import { statusWord } from '../ui/status.tsx';
import {
  filterNames,
  isFiltering,
  longestSearch,
  statuses,
  surfaces,
  type RowFilter,
} from './row-filter.ts';
import type { Row } from './row.ts';
import style from './filter-bar.module.css';

/** A text is searched so long after the last key, in milliseconds. */
const typingMs = 250;

/** What selects the rows: a text, and values of the columns. All of it is in the address. */
export function FilterBar({ filter, rows }: { filter: RowFilter; rows: readonly Row[] }): VNode {
  const { router } = useApp();
  const models = valuesOf(filter.model, rows, ({ model }) => model);
  const programs = valuesOf(filter.program, rows, ({ client }) => client.program);
  const keys = valuesOf(filter.key, rows, ({ client }) => client.keyName);
  const isNarrow = useMedia('(max-width: 40rem)');
  const [isOpen, setOpen] = useState(false);
  const select = (name: string) => (value: string) => router.select({ [name]: value });
  return (
    <div class={style['bar']}>
      <SearchField value={filter.search} />
      {isNarrow && (
        <Button icon="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Filters
        </Button>
      )}
      {(!isNarrow || isOpen) && (
        <>
          <Select
            label="Status"
            any="Any status"
            value={filter.status}
            options={statuses.map((status) => [status, statusWord(status)])}
            onSelect={select('status')}
          />
          <Select
            label="Model"
            any="Any model"
            value={filter.model}
            options={models}
            onSelect={select('model')}
          />
          <Select
            label="Program"
            any="Any program"
            value={filter.program}
            options={programs}
            onSelect={select('program')}
          />
          {keys.length > 0 && (
            <Select
              label="Key"
              any="Any key"
              value={filter.key}
              options={keys}
              onSelect={select('key')}
            />
          )}
          <Select
            label="API"
            any="Any API"
            value={filter.surface}
            options={surfaces.map((name) => [name, surfaceName(name)])}
            onSelect={select('surface')}
          />
          <Select
            label="Order"
            value={filter.order}
            options={[
              ['newest', 'Newest first'],
              ['longest', 'Longest first'],
            ]}
            onSelect={(order) => router.select({ order: order === 'newest' ? null : order })}
          />
        </>
      )}
      {isFiltering(filter) && (
        <Button
          kind="quiet"
          icon="close"
          onClick={() => router.select(Object.fromEntries(filterNames.map((name) => [name, null])))}
        >
          Clear
        </Button>
      )}
    </div>
  );
}

function SearchField({ value }: { value: string }): VNode {
  const { router } = useApp();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    // The reader may have typed on since their own search came into the address.
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  useEffect(() => {
    const search = text.trim();
    if (search === value) return undefined;
    const timer = setTimeout(() => {
      sent.current = search;
      router.select({ search });
    }, typingMs);
    return () => clearTimeout(timer);
  }, [text, value, router]);
  useKeys({ '/': () => field.current?.focus() });
  return (
    <input
      ref={field}
      class={`${control} ${style['search']}`}
      type="search"
      aria-label="Search in the rows"
      placeholder="Any id, model, program, error…"
      maxLength={longestSearch}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

/** The values of a column, and the selected one. */
function valuesOf(
  selected: string,
  rows: readonly Row[],
  read: (row: Row) => string | null,
): (readonly [string, string])[] {
  const values = new Set(rows.flatMap((row) => read(row) ?? []));
  if (selected !== '') values.add(selected);
  return [...values].toSorted().map((value) => [value, value]);
}
