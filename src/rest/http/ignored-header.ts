import type { Response } from 'express';

/** Names the request's fields that were accepted and had no effect. */
export const ignoredHeader = 'x-codex-serve-ignored';

const maxNames = 32;
const maxNameLength = 64;

/**
 * Sets `x-codex-serve-ignored: temperature, seed`; nothing for an empty list. The names may come
 * from the client: what a header cannot carry is replaced by `?`, and both their length and their
 * number are bounded.
 */
export function setIgnoredHeader(res: Response, names: readonly string[]): void {
  if (names.length === 0 || res.headersSent) return;
  const shown = names.slice(0, maxNames).map(toHeaderText);
  if (names.length > maxNames) shown.push(`+${names.length - maxNames} more`);
  res.set(ignoredHeader, shown.join(', '));
}

function toHeaderText(name: string): string {
  return name.slice(0, maxNameLength).replaceAll(/[^\w.[\]-]/g, '?');
}
