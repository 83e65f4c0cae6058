import type { ComponentChildren, VNode } from 'preact';
import style from './table.module.css';

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** The exact value, for the title of the cell. */
  readonly exact?: (row: Row) => string | undefined;
  /** Numbers are aligned at their ends. */
  readonly isNumber?: boolean;
  /** Whether the text may be broken into lines, and takes the room that is left. */
  readonly isWide?: boolean;
  /** 1 stays at every width (default), 2 leaves below 44rem of the table, 3 below 64rem. */
  readonly rank?: 1 | 2 | 3;
}

/** A table whose first column names its rows. Its columns leave by rank where it is narrow. */
export function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
}): VNode {
  return (
    <div class={style['room']}>
      <table class={style['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" class={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) => {
                const Element = index === 0 ? 'th' : 'td';
                return (
                  <Element
                    key={column.title}
                    {...(index === 0 && { scope: 'row' })}
                    class={classOf(column)}
                    title={column.exact?.(row)}
                  >
                    {column.cell(row)}
                  </Element>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf<Row>({ isNumber, isWide, rank = 1 }: Column<Row>): string {
  return [isNumber && style['number'], isWide && style['wide'], style[`rank${rank}`]]
    .filter(Boolean)
    .join(' ');
}
