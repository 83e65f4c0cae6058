import { z } from 'zod';
import type { Completion } from '../codex/completion/completion.ts';
import { programOf } from '../codex/completion/program.ts';
import { countOf } from '../codex/completion/json-members.ts';
import type { CompletionRequest } from '../codex/completion/request.ts';
import { wellFormed } from '../sqlite/well-formed.ts';
import { errorCodes } from '../errors/error-table.ts';
import { toContent } from './recorded-content.ts';
import { toSummary } from './recorded-summary.ts';
import type { CompletionRecord } from './usage-store.ts';

const count = z.number().nullable();

/** The columns of `completion`, except its place and its content. */
const columns = {
  id: z.string(),
  created_at: z.number(),
  first_token_at: z.number().nullable(),
  ended_at: z.number(),
  surface: z.string(),
  model: z.string(),
  effort: z.string().nullable(),
  // Another version of this program may store other values, which must not make a page unreadable.
  status: z.enum(['completed', 'failed', 'cancelled']).catch('failed'),
  finish_reason: z.enum(['stop', 'length', 'content_filter', 'tool_calls']).nullable().catch(null),
  error_code: z.enum(errorCodes).nullable().catch('internal_error'),
  key_name: z.string(),
  user_agent: z.string().nullable(),
  input_tokens: count,
  cached_input_tokens: count,
  cache_write_input_tokens: count,
  output_tokens: count,
  reasoning_output_tokens: count,
  total_tokens: count,
  usage_estimated: count,
  request_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
  queued_ms: count,
  /** JSON. */
  request: z.string().nullable(),
  program: z.string().nullable(),
};

const placedRow = z.object({ place: z.number(), ...columns });

/** A row of the table `completion` as it is read. */
export type CompletionRow = z.infer<typeof placedRow>;

/** Rows as they are read, `rowJson` each. */
export const completionRows = z.array(placedRow);

/** The columns of `completion`, except its place. */
export const completionColumns: readonly string[] = [...Object.keys(columns), 'content'];

/** A row as a JSON object, in SQL. */
export const rowJson = `json_object(${Object.keys(placedRow.shape)
  .map((name) => `'${name}', ${name}`)
  .join(', ')})`;

/** Adds rows from a JSON array of what `toRow` gives. An existing one is skipped. */
export const insertRows = `INSERT INTO completion (${completionColumns.join(', ')})
  SELECT ${completionColumns.map((name) => `value ->> '${name}'`).join(', ')}
  FROM json_each(?) WHERE true ON CONFLICT (id) DO NOTHING`;

/**
 * A completion that has ended as JSON for `insertRows`.
 *
 * @param said Its request, for what was said to be kept. Undefined: no text is.
 */
export function toRow(completion: Completion, said: CompletionRequest | undefined): string {
  const { id, surface, model, effort, status, usage, caller } = completion;
  return JSON.stringify({
    id,
    created_at: completion.createdAt.getTime(),
    first_token_at: completion.firstTokenAt?.getTime() ?? null,
    ended_at: (completion.endedAt ?? new Date()).getTime(),
    surface,
    model: wellFormed(model),
    effort: effort === null ? null : wellFormed(effort),
    status,
    finish_reason: completion.finishReason,
    error_code: completion.error?.code ?? null,
    key_name: caller.name ?? '',
    user_agent: caller.userAgent,
    input_tokens: usage && countOf(usage.inputTokens),
    cached_input_tokens: usage && countOf(usage.cachedInputTokens),
    cache_write_input_tokens: usage && countOf(usage.cacheWriteInputTokens),
    output_tokens: usage && countOf(usage.outputTokens),
    reasoning_output_tokens: usage && countOf(usage.reasoningOutputTokens),
    total_tokens: usage && countOf(usage.totalTokens),
    usage_estimated: usage && Number(usage.isEstimated ?? false),
    request_id: caller.requestId,
    conversation_id: completion.conversationId,
    queued_ms: completion.queuedMs,
    request: completion.request && JSON.stringify(completion.request),
    program: programOf(caller.userAgent),
    // As text: SQLite would take a NUL in it for its end.
    content: said === undefined ? null : JSON.stringify(toContent(completion, said)),
  });
}

/** A row as it is given out. */
export function toRecord(row: CompletionRow): CompletionRecord {
  const { place, id, surface, model, effort, status } = row;
  return {
    place,
    id,
    surface,
    model,
    effort,
    status,
    createdAt: new Date(row.created_at),
    firstTokenAt: row.first_token_at === null ? null : new Date(row.first_token_at),
    endedAt: new Date(row.ended_at),
    finishReason: row.finish_reason,
    errorCode: row.error_code,
    keyName: row.key_name === '' ? null : row.key_name,
    userAgent: row.user_agent,
    usage: usageOf(row),
    requestId: row.request_id,
    conversationId: row.conversation_id,
    queuedMs: row.queued_ms,
    request: toSummary(row.request),
  };
}

function usageOf(row: CompletionRow): CompletionRecord['usage'] {
  if (row.total_tokens === null) return null;
  return {
    inputTokens: row.input_tokens ?? 0,
    cachedInputTokens: row.cached_input_tokens ?? 0,
    cacheWriteInputTokens: row.cache_write_input_tokens ?? 0,
    outputTokens: row.output_tokens ?? 0,
    reasoningOutputTokens: row.reasoning_output_tokens ?? 0,
    totalTokens: row.total_tokens,
    ...(row.usage_estimated === 1 && { isEstimated: true }),
  };
}
