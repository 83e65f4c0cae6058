import type { Response } from 'express';
import { shownNames } from '../../util/shown-names.ts';

/** Names the request's fields that were accepted and had no effect. */
const ignoredHeader = 'x-codex-serve-ignored';

/** Names the request options that the answer did not honor, although the gateway tried. */
const unmetHeader = 'x-codex-serve-unmet';

/** Sets `x-codex-serve-ignored: temperature, seed`; nothing for an empty list. */
export function setIgnoredHeader(res: Response, names: readonly string[]): void {
  setNames(res, ignoredHeader, names);
}

/** Sets `x-codex-serve-unmet: tool_choice`; nothing for an empty list. */
export function setUnmetHeader(res: Response, names: readonly string[]): void {
  setNames(res, unmetHeader, names);
}

/**
 * Nothing once the headers are sent. The names may come from the client: what a header cannot carry
 * is replaced by `?`, and both their length and their number are bounded.
 */
function setNames(res: Response, header: string, names: readonly string[]): void {
  if (names.length === 0 || res.headersSent) return;
  res.set(header, shownNames(names, toHeaderText).join(', '));
}

function toHeaderText(name: string): string {
  return name.replaceAll(/[^\w.=[\]-]/g, '?');
}
