import { z } from 'zod';
import type { RequestSummary } from '../codex/completion/request-summary.ts';

const names = z.array(z.string());

const summary: z.ZodType<RequestSummary> = z.object({
  messageCount: z.number(),
  pictureCount: z.number(),
  toolCount: z.number(),
  toolNames: names,
  toolChoice: z.object({ mode: z.enum(['auto', 'none', 'required']), names }).nullable(),
  responseFormat: z.enum(['text', 'json_object', 'json_schema']),
  maxOutputTokens: z.number().nullable(),
  isStreamed: z.boolean().nullable(),
});

/**
 * Reads the summary of a request from a row. Null where there is none, and where another version of
 * this program has written it in another form.
 */
export function toSummary(json: string | null): RequestSummary | null {
  return json === null ? null : (summary.safeParse(JSON.parse(json)).data ?? null);
}
