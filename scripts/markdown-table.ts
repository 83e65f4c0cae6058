/** A Markdown table as the formatter writes it: every column as wide as its widest cell. */
export function markdownTable(content: readonly (readonly string[])[]): string {
  const rows = content.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const [header = []] = rows;
  const widths = header.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const pad = (row: readonly string[]): string[] =>
    widths.map((width, column) => (row[column] ?? '').padEnd(width));
  const rule = widths.map((width) => '-'.repeat(width));
  return `${[line(pad(header)), line(rule), ...rows.slice(1).map((row) => line(pad(row)))].join('\n')}\n`;
}
