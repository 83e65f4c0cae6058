import type { JsonValue } from '../../../../codex/completion/tools.ts';
import { errorRow } from '../../../../errors/error-table.ts';
import type { CodexServeError } from '../../../../errors/errors.ts';
import { retryHeaders } from '../../../../http/answer/error-answer.ts';
import { errorBody } from '../../errors/error-body.ts';

/** A message to a client. */
export interface ServerFrame {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** The member that names the lane of a message; none for the lane without a name. */
export function inLane(streamId: string | null): { readonly stream_id?: string } {
  return streamId === null ? {} : { stream_id: streamId };
}

/**
 * The message for a request that no response was made for. It holds what an HTTP answer would have:
 * the SDKs read the headers inside the error, Codex those beside it.
 */
export function errorFrame(error: CodexServeError, streamId: string | null): ServerFrame {
  const { error: shown } = errorBody(error);
  const sent = retryHeaders(error);
  const headers = Object.keys(sent).length === 0 ? {} : { headers: sent };
  return {
    type: 'error',
    status: errorRow(error.code).status,
    ...inLane(streamId),
    error: { ...shown, ...headers },
    ...headers,
  };
}

/** What was asked for with `response.steer`. */
export interface SteerRequest {
  readonly input: JsonValue;
  readonly previousId: string | null;
}

/** Why an answer cannot be steered, in OpenAI's words. */
export type SteerFault = 'invalid_input' | 'response_not_found' | 'steering_not_supported';

const steerMessages: Record<SteerFault, string> = {
  invalid_input: "'previous_response_id' and 'input' are required.",
  response_not_found: 'The response is not available on this connection.',
  steering_not_supported:
    'This gateway does not support steering. Wait for the response to end, and continue from it.',
};

/**
 * The message for a `response.steer`, which never succeeds.
 *
 * @param sequence Counts such messages of a connection from 0.
 * @param streamId The lane of the response that it names.
 */
export function steerFailedFrame(
  { input, previousId }: SteerRequest,
  code: SteerFault,
  sequence: number,
  streamId: string | null,
): ServerFrame {
  return {
    type: 'response.steer.failed',
    sequence_number: sequence,
    ...inLane(streamId),
    error: { type: 'invalid_request_error', code, message: steerMessages[code] },
    steer: { input, previous_response_id: previousId ?? '' },
  };
}
