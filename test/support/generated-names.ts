import * as fc from 'fast-check';

const character = fc.constantFrom('a', 'b', 'X', 'Z', '0', '9', '_', '-');
const word = fc.string({ unit: character, minLength: 1, maxLength: 64 });
const beginning = fc.constantFrom('mcp', 'mcp__', 'fn_', 'fn_mcp__', 'fn_fn_', 'exec_command', '');

/** How the names of a server's tools begin, so long that they differ at their end alone. */
export const longServer = 'mcp__plugin_issue-tracker_enterprise-cloud__';

/** Names that clients give, many of which Codex keeps for itself, some alike in all but their end. */
export const clientName = fc
  .oneof(
    word,
    fc.tuple(beginning, word).map((parts) => parts.join('')),
    fc.constantFrom('exec_command', 'shell_command', 'mcp', 'fn_exec_command', 'fn_mcp'),
    fc.string({ unit: character, minLength: 15, maxLength: 20 }).map((end) => longServer + end),
    fc.constantFrom('attachments_perm_get', 'attachments_perm_put').map((end) => longServer + end),
  )
  .map((name) => name.slice(0, 64));
