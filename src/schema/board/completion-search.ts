import type { Completion } from '../../codex/completion/completion.ts';
import { programOf } from '../../codex/completion/program.ts';

/** Whether a text occurs in the row of a completion. See `searchDescription`. */
export function occursIn(completion: Completion, text: string): boolean {
  const { id, conversationId, model, effort, surface, status, error, caller } = completion;
  const wanted = folded(text);
  const ids = [id, caller.requestId, conversationId];
  const client = [caller.name, programOf(caller.userAgent), caller.userAgent];
  const row = [...ids, model, effort, ...client, surface, status, error?.code];
  return row.some((value) => value != null && folded(value).includes(wanted));
}

/** As SQLite compares texts, so that a row is found no matter where it is kept. */
function folded(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
