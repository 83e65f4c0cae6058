import type { RequestHandler } from 'express';
import { isObject } from '../../../codex/completion/is-object.ts';
import { keptMessages } from '../../../conversations/compaction/kept-items.ts';
import type { RawItem } from '../../../conversations/raw-item.ts';
import type { RunningTurn } from '../../../conversations/running/running-turn.ts';
import { CancelledError } from '../../../errors/errors.ts';
import { callerOf } from '../../../http/access/caller-of.ts';
import { abortOnDisconnect } from '../../../http/answer/disconnect.ts';
import { setIgnoredHeader } from '../../../http/answer/field-headers.ts';
import { idempotencyOf } from '../../../http/answer/idempotency.ts';
import { toResponseUsage } from './events/response-usage.ts';
import { readResponseRequest } from './read-request.ts';
import type { ResponseRequest } from './request/response-request.ts';
import type { ResponsesOptions } from './responses-options.ts';
import { startTurnOnce } from './start-turn.ts';
import { runToItsEnd, type StartTurn } from './whole-response.ts';
import { newId } from '../../../util/new-id.ts';

/**
 * `POST /v1/responses/compact`. Its answer is what to send in place of the conversation: the messages
 * of the user and of the developer, and one compaction. It is kept nowhere.
 */
export function createCompactHandler(options: ResponsesOptions): RequestHandler {
  /** What was said before a compaction, for requests that repeat it. */
  const saidBefore = new WeakMap<RunningTurn, readonly RawItem[]>();
  return async (req, res) => {
    const sent: unknown = req.body;
    const body = isObject(sent)
      ? { ...sent, stream: false, store: false, background: false }
      : sent;
    const asked = await readResponseRequest(body, { caller: callerOf(req) }, options);
    const request = withTrigger(asked);
    const running = abortOnDisconnect(res);
    const idempotency = idempotencyOf(req, 'compact');
    const start: StartTurn = async (attempts) => {
      const terms = { signal: running.signal, ...(attempts && { attempts }) };
      return await startTurnOnce(request, idempotency, terms, options, ({ turn, said }) =>
        saidBefore.set(turn, said),
      );
    };
    try {
      const { turn, ignored } = await runToItsEnd(request, start, options);
      const said = saidBefore.get(turn) ?? [];
      const { output: compaction } = await turn.ended;
      const { id, createdAt, usage } = turn.completion;
      setIgnoredHeader(res, ignored);
      res.json({
        id,
        object: 'response.compaction',
        created_at: Math.floor(createdAt.getTime() / 1000),
        output: [...keptMessages(said).map(completed), ...compaction],
        usage: usage && toResponseUsage(usage),
      });
    } catch (error) {
      running.abort(new CancelledError());
      throw error;
    }
  };
}

function withTrigger(request: ResponseRequest): ResponseRequest {
  if (request.isCompaction) return request;
  const trigger = { id: newId('ct_'), type: 'compaction_trigger' };
  return { ...request, isCompaction: true, input: [...request.input, trigger] };
}

/** OpenAI's document asks for a status. */
function completed(item: RawItem): RawItem {
  return { ...item, status: 'completed' };
}
