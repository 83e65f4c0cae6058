import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useKeys } from '../hooks/use-keys.ts';
import { useMedia } from '../hooks/use-media.ts';
import { useNow } from '../hooks/use-now.ts';
import { useVirtual } from '../hooks/use-virtual.ts';
import { columns, rowLabel } from './columns.tsx';
import { isLive, type Row } from './row.ts';
import style from './row-grid.module.css';

/** Heights of a row in pixels: one line, or two on a narrow screen. */
const rowHeights = { wide: 40, narrow: 64 };

/** The list of completions as a grid: only the rows that are seen are drawn. */
export function RowGrid({
  rows,
  selected,
  onSelect,
  onHold,
  onEnd,
}: {
  rows: readonly Row[];
  /** The id of the row that is open. */
  selected: string | null;
  onSelect: (id: string) => void;
  /** The reader is at the list, or leaves it. */
  onHold: (isHeld: boolean) => void;
  /** The end of the list is near. */
  onEnd: () => void;
}): VNode {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useMedia('(max-width: 40rem)') ? rowHeights.narrow : rowHeights.wide;
  const { items, height, reveal } = useVirtual(scroller, rows.length, rowHeight);
  const now = useNow(500, rows.some(isLive));
  const [active, setActive] = useState<string | null>(null);
  const place = (id: string | null): number => rows.findIndex((row) => row.completionId === id);
  const current = place(selected);
  const move = (step: 1 | -1): void => {
    const from = place(active ?? selected);
    const to = Math.min(rows.length - 1, Math.max(0, from + step));
    const row = rows[to];
    if (row === undefined) return;
    setActive(row.completionId);
    reveal(to);
    focusRow(scroller.current, row.completionId);
  };
  useKeys({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
  });
  const last = items.at(-1)?.index ?? 0;
  const wanted = place(active ?? selected);
  // A row that is not drawn cannot be reached by Tab.
  const tabStop = items.some(({ index }) => index === wanted) ? wanted : items[0]?.index;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 10) onEnd();
  }, [last, rows.length, onEnd]);
  // A list that is removed under the pointer gets no pointerleave.
  useEffect(() => () => onHold(false), [onHold]);
  useEffect(() => {
    if (current >= 0) reveal(current);
    // oxlint-disable-next-line react/exhaustive-deps -- only when another row is opened
  }, [selected]);

  return (
    <div
      ref={scroller}
      class={style['grid']}
      data-keyless={rows.every(({ client }) => client.keyName === null)}
      role="grid"
      aria-label="Completions"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      onFocusIn={() => onHold(true)}
      onFocusOut={(event) => {
        if (!contains(event.currentTarget, event.relatedTarget)) onHold(false);
      }}
      onPointerEnter={() => onHold(true)}
      onPointerLeave={(event) => {
        if (!event.currentTarget.contains(document.activeElement)) onHold(false);
      }}
    >
      <div class={`${style['row']} ${style['head']}`} role="row" aria-rowindex={1}>
        {columns.map(({ name, title, isNumber }) => (
          <span
            key={name}
            role="columnheader"
            class={isNumber ? `${style[name]} ${style['number']}` : style[name]}
          >
            {title}
          </span>
        ))}
      </div>
      <div role="rowgroup" style={{ height: `${height}px`, position: 'relative' }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <GridRow
              key={row.completionId}
              row={row}
              index={index}
              top={start}
              height={rowHeight}
              now={now}
              isSelected={row.completionId === selected}
              isTabStop={index === tabStop}
              onSelect={(id) => {
                setActive(id);
                onSelect(id);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

function GridRow({
  row,
  index,
  top,
  height,
  now,
  isSelected,
  isTabStop,
  onSelect,
}: {
  row: Row;
  index: number;
  top: number;
  height: number;
  now: number;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: (id: string) => void;
}): VNode {
  const open = (): void => onSelect(row.completionId);
  return (
    <div
      class={`${style['row']} ${style['body']}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-label={rowLabel(row)}
      data-row={row.completionId}
      tabIndex={isTabStop ? 0 : -1}
      style={{ transform: `translateY(${top}px)`, height: `${height}px` }}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
      }}
    >
      {columns.map(({ name, isNumber, cell, exact }) => (
        <span
          key={name}
          role="gridcell"
          class={isNumber ? `${style[name]} ${style['number']}` : style[name]}
          title={exact?.(row, now)}
        >
          {cell(row, now)}
        </span>
      ))}
    </div>
  );
}

/** Focuses a row, after it has been drawn where it was not. */
function focusRow(scroller: HTMLElement | null, id: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
    });
  });
}

function contains(element: HTMLElement, target: EventTarget | null): boolean {
  return target instanceof Node && element.contains(target);
}
