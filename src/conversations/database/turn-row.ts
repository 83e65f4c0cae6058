import { z } from 'zod';
import type { JsonObject } from '../../codex/completion/tools.ts';
import type { StoredTurn } from '../turn.ts';
import { rawItems } from './item-json.ts';

const usage = z.object({
  inputTokens: z.number(),
  cachedInputTokens: z.number(),
  cacheWriteInputTokens: z.number(),
  outputTokens: z.number(),
  reasoningOutputTokens: z.number(),
  totalTokens: z.number(),
  isEstimated: z.literal(true).exactOptional(),
});

/** The status of a turn. */
export const turnStatus = z.enum([
  'queued',
  'in_progress',
  'completed',
  'incomplete',
  'failed',
  'cancelled',
]);

/** A turn as `turnJson` reads it. */
export const turnRow = z.object({
  facts: z.object({
    id: z.string(),
    owner: z.string(),
    surface: z.string(),
    createdAt: z.number(),
    status: turnStatus,
    conversationId: z.string(),
    previousId: z.string().nullable(),
    model: z.string(),
    endedAt: z.number().nullable(),
    incompleteReason: z.string().nullable(),
    events: z.string().nullable(),
  }),
  usage: usage.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  unmet: z.array(z.string()),
  settings: z.custom<JsonObject>((value) => value instanceof Object),
  input: rawItems,
  output: rawItems,
});

/**
 * The JSON of a row of the table `turn`, in SQL. What is JSON already is put together as text:
 * SQLite's own functions would read it again, and refuse more than 1,000 levels.
 */
export const turnJson = (events: 'turn.events' | 'NULL'): string => `
  '{"facts":' || json_object('id', turn.id, 'owner', turn.owner, 'surface', turn.surface,
    'createdAt', turn.created_at, 'status', turn.status,
    'conversationId', (SELECT id FROM conversation WHERE key = turn.conversation),
    'previousId', turn.previous_id, 'model', turn.model, 'endedAt', turn.ended_at,
    'incompleteReason', turn.incomplete_reason, 'events', ${events}
  ) || ',"usage":' || coalesce(turn.usage, 'null') || ',"error":' || coalesce(turn.error, 'null') ||
  ',"unmet":' || turn.unmet || ',"settings":' || turn.settings ||
  ',"input":' || ${itemsJson('input')} || ',"output":' || ${itemsJson('output')} || '}'`;

function itemsJson(kind: 'input' | 'output'): string {
  return `coalesce((
    SELECT '[' || group_concat(json, ',' ORDER BY item.key) || ']'
      FROM item JOIN content ON content.key = item.content
      WHERE item.turn = turn.key AND item.kind = '${kind}'
  ), '[]')`;
}

/** A turn from its row. */
export function toTurn({ facts, ...rest }: z.output<typeof turnRow>): StoredTurn {
  const { createdAt, endedAt } = facts;
  return {
    ...facts,
    ...rest,
    createdAt: new Date(createdAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  };
}
