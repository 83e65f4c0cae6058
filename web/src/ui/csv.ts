/** A cell of a table; null is left empty. */
export type Cell = string | number | null;

/**
 * Rows as CSV by RFC 4180, with the header first. Names come from clients: a text that a spreadsheet
 * would run as a formula gets an apostrophe in front of it
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = isFormula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets skip leading space, and take the full-width forms of the signs too. */
const isFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
