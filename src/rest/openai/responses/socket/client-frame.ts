import { isObject } from '../../../../codex/completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../../../codex/completion/tools.ts';
import { CodexServeError, InvalidRequestError } from '../../../../errors/errors.ts';
import { boundMessage, brokenBound, type JsonBounds } from '../../../../http/body/json-scan.ts';

/** A message of a client on a WebSocket of the Responses API. */
export type ClientFrame =
  | {
      readonly type: 'create';
      /** As that of `POST /v1/responses`. */
      readonly body: JsonObject;
      /** The lane that it names; null for the one without a name. */
      readonly streamId: string | null;
      /** Of the whole message. */
      readonly bytes: number;
    }
  | {
      readonly type: 'steer';
      readonly input: JsonValue;
      readonly previousId: string | null;
    };

/** OpenAI's rule for the names of lanes. */
const streamIdShape = /^[\w.-]{1,256}$/;

/** Reads a message. Throws an error that says what is wrong with it. */
export function readFrame(data: Buffer, isBinary: boolean, bounds: JsonBounds): ClientFrame {
  if (isBinary) throw new InvalidRequestError('invalid_request', 'A message must be text.');
  const broken = brokenBound(data, bounds);
  if (broken !== null) {
    throw new InvalidRequestError('invalid_request', boundMessage(broken, bounds));
  }
  const message = parsed(data);
  const { type } = message;
  if (type === 'response.create') return toCreate(message, data.length);
  if (type !== 'response.steer') throw unknownType(type);
  const { input = null, previous_response_id: previousId } = message;
  return { type: 'steer', input, previousId: typeof previousId === 'string' ? previousId : null };
}

function parsed(data: Buffer): JsonObject {
  let message: unknown;
  try {
    message = JSON.parse(data.toString('utf8'));
  } catch {
    throw new InvalidRequestError('invalid_request', 'The message is not valid JSON.');
  }
  if (isObject(message)) return message;
  throw new InvalidRequestError('invalid_type', 'The message must be a JSON object.');
}

function toCreate(message: JsonObject, bytes: number): ClientFrame {
  const { type: _, stream_id: streamId, ...body } = message;
  const isNamed = streamId !== undefined;
  if (isNamed && !(typeof streamId === 'string' && streamIdShape.test(streamId))) {
    throw invalidStreamId();
  }
  if (body['background'] === true) {
    const text = "Unsupported parameter: 'background' is not supported over WebSocket.";
    throw new InvalidRequestError('unsupported_parameter', text, { param: 'background' });
  }
  // Every answer is a stream here, and many clients say so.
  return { type: 'create', body: { ...body, stream: true }, streamId: streamId ?? null, bytes };
}

function unknownType(type: JsonValue | undefined): InvalidRequestError {
  const param = 'type';
  if (type === undefined) {
    const text = "Missing required parameter: 'type'.";
    return new InvalidRequestError('missing_required_parameter', text, { param });
  }
  const shown = typeof type === 'string' ? type.slice(0, 100) : typeof type;
  const text = `Invalid value: '${shown}'. Supported values are: 'response.create' and 'response.steer'.`;
  return new InvalidRequestError('invalid_value', text, { param });
}

/** The words and the code are OpenAI's. */
function invalidStreamId(): CodexServeError {
  return new CodexServeError(
    'invalid_stream_id',
    "The 'stream_id' field must be a non-empty string with at most 256 characters and may only contain letters, numbers, underscores, hyphens, and periods.",
    { param: 'stream_id' },
  );
}
