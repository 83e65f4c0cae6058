import { invalid, type ErrorRow } from './error-row.ts';

const correct = 'Correct the field that `param` names.';

/** Faults of a request: what it holds, and what it asks for. */
export const requestErrors = {
  invalid_request: invalid(null, {
    meaning: 'The request is invalid, for a reason that no other code names.',
    advice: 'Read the message. The same request fails again.',
  }),
  invalid_type: invalid('invalid_type', {
    meaning: 'A field holds a value of the wrong type.',
    advice: correct,
  }),
  invalid_value: invalid('invalid_value', {
    meaning: 'A field holds a value that is not allowed.',
    advice: correct,
  }),
  missing_required_parameter: invalid('missing_required_parameter', {
    meaning: 'A required field is missing.',
    advice: 'Send the field that `param` names.',
  }),
  unknown_parameter: invalid('unknown_parameter', {
    meaning: 'A field is unknown.',
    advice: 'Leave out the field that `param` names.',
  }),
  unsupported_parameter: invalid('unsupported_parameter', {
    meaning: 'The gateway cannot do what a field asks for.',
    advice: 'Leave out the field that `param` names.',
  }),
  unsupported_value: invalid('unsupported_value', {
    meaning: 'The model or the gateway does not support a value.',
    advice: 'Send another value, or choose another model.',
  }),
  invalid_encrypted_content: invalid('invalid_encrypted_content', {
    meaning: 'A compacted conversation was changed, or is that of another caller or gateway.',
    advice: 'Send the items as they were received, or the conversation itself.',
  }),
  mutually_exclusive_parameters: invalid('mutually_exclusive_parameters', {
    meaning: 'Two fields were given of which a request may have one.',
    advice: 'Send one of the fields that the message names.',
  }),
  invalid_stream_id: invalid('invalid_stream_id', {
    meaning: 'The name of a lane on a WebSocket is no valid one. Responses over WebSocket only.',
    advice: 'Send 1 to 256 letters, digits, underscores, hyphens and periods, or no `stream_id`.',
  }),
  websocket_stream_limit_reached: invalid('websocket_stream_limit_reached', {
    meaning: 'A WebSocket has 32 named lanes already. Responses over WebSocket only.',
    advice: 'Reuse a `stream_id`, or open another connection.',
  }),
  websocket_connection_limit_reached: invalid('websocket_connection_limit_reached', {
    meaning: 'A WebSocket has been open for 60 minutes. Responses over WebSocket only.',
    advice:
      'Open another connection, and send the whole conversation or the id of a kept response.',
  }),
  invalid_function_parameters: invalid('invalid_function_parameters', {
    meaning: "The model does not accept the schema of a tool's parameters.",
    advice: 'Correct the schema of the tool that `param` names.',
  }),
  invalid_prompt: invalid('invalid_prompt', {
    meaning: 'The service refused the conversation.',
    advice: 'Change what the conversation asks for.',
  }),
  misalignment_policy_violation: invalid('misalignment_policy_violation', {
    meaning: "The service refused the conversation under its provider's policy.",
    advice: 'Change what the conversation asks for.',
  }),
  response_format_unmet: {
    ...invalid(
      'response_format_unmet',
      {
        meaning:
          'The answer is not JSON, or does not match the schema, that `response_format` asks for. With `--strict` only.',
        advice:
          'Ask for the format more clearly, or run without `--strict` to get the answer unchanged.',
      },
      422,
    ),
    shouldRetry: false,
  },
  context_length_exceeded: invalid('context_length_exceeded', {
    meaning:
      "The conversation is longer than the model's context window, or is kept here and has more than 64 MB.",
    advice:
      'Shorten the conversation, start a new one, or choose a model with a larger context window.',
  }),
  idempotency_key_reused: {
    ...invalid(
      'idempotency_key_reused',
      {
        meaning:
          'The idempotency key was used for another request, whose completion is still kept.',
        advice: 'Use a new key for each request; keep it only to send the same one again.',
      },
      409,
    ),
    shouldRetry: false,
  },
  model_not_found: invalid(
    'model_not_found',
    {
      meaning: 'There is no model with this name.',
      advice: 'Use a name from `GET /v1/models` or `Query.models`.',
    },
    404,
  ),
  completion_not_found: invalid(
    'completion_not_found',
    {
      meaning: 'There is no running or recent completion with this ID.',
      advice: 'Check the id, or start the completion again.',
    },
    404,
  ),
  previous_response_not_found: invalid('previous_response_not_found', {
    meaning:
      'The response that the request continues from is not kept here, or belongs to another caller.',
    advice: 'Send the whole conversation as `input`, or start a new one.',
  }),
  response_not_found: invalid(
    null,
    {
      meaning: 'No response with this ID is kept here for this caller.',
      advice: 'Check the id, and whether the response was created with `store: false`.',
    },
    404,
  ),
  conversation_not_found: invalid(
    null,
    {
      meaning: 'No conversation with this ID is kept here for this caller.',
      advice: 'Check the id, or create a conversation.',
    },
    404,
  ),
  item_not_found: invalid(
    null,
    {
      meaning: 'No item with this ID is kept here for this caller.',
      advice: 'Check the id, or send the item itself.',
    },
    404,
  ),
  conversation_locked: invalid('conversation_locked', {
    meaning: 'Another answer of the same conversation is under way.',
    advice: 'Wait for it to end, then send the request again.',
  }),
  store_off: invalid('unsupported_parameter', {
    meaning: 'The request needs something that the gateway keeps, and `--store` is `off`.',
    advice: 'Send the whole conversation as `input`, or start the gateway with `--store disk`.',
  }),
  stream_gap: invalid('stream_gap', {
    meaning: 'Events that were asked for are no longer kept; read the completion instead.',
    advice: 'Read `Query.chatCompletion`, then continue after its `lastSequence`.',
  }),
  route_not_found: invalid(
    null,
    {
      meaning: 'The route does not exist, or it is switched off.',
      advice: 'Check the URL and the method.',
    },
    404,
  ),
  method_not_allowed: invalid(
    'method_not_allowed',
    {
      meaning: 'The route does not take this HTTP method.',
      advice: 'Use a method that the `allow` header lists.',
    },
    405,
  ),
  payload_too_large: invalid(
    'payload_too_large',
    {
      meaning: 'The request is too large for the gateway or the service.',
      advice: 'Send less: a shorter conversation, smaller pictures.',
    },
    413,
  ),
  unsupported_media_type: invalid(
    'unsupported_media_type',
    {
      meaning: 'The request body has an unsupported type.',
      advice: 'Send JSON as `application/json` in UTF-8.',
    },
    415,
  ),
} as const satisfies Record<string, ErrorRow>;
