/** A part of OpenAI's document that is narrower than its API, or than this gateway. */
export interface Deviation {
  readonly schema: string;
  /** What the document states, in the form that the tests' copy has. */
  readonly stated: object;
  /** What may be there. */
  readonly real: object;
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const orNull = (name: string): object => ({ anyOf: [ref(name), { type: 'null' }] });

/** Everything that answers may hold beside what OpenAI's document states. */
export const deviations: readonly Deviation[] = [
  // The list's own example has a user's message.
  {
    schema: 'ChatCompletionMessageList',
    stated: ref('ChatCompletionResponseMessage'),
    real: {
      type: 'object',
      required: ['role', 'content'],
      properties: { role: { type: 'string' }, content: { type: ['string', 'null'] } },
    },
  },
  // A streamed completion has no finish reason and no usage until its end.
  {
    schema: 'CreateCompletionResponse',
    stated: { type: 'string', enum: ['stop', 'length', 'content_filter'] },
    real: { enum: ['stop', 'length', 'content_filter', null] },
  },
  {
    schema: 'CreateCompletionResponse',
    stated: ref('CompletionUsage'),
    real: orNull('CompletionUsage'),
  },
  // OpenAI, its SDKs and Open Responses have `usage: null` until the end, and after a failure.
  { schema: 'Response', stated: ref('ResponseUsage'), real: orNull('ResponseUsage') },
  // Codex acts upon the first two; the last one is newer than the document.
  {
    schema: 'ResponseErrorCode',
    stated: ['server_error', 'rate_limit_exceeded'],
    real: [
      'server_error',
      'rate_limit_exceeded',
      'context_length_exceeded',
      'insufficient_quota',
      'misalignment_policy_violation',
    ],
  },
  // OpenAI repeats a format without a description so, and Open Responses requires the member.
  {
    schema: 'TextResponseFormatJsonSchema',
    stated: { description: { type: 'string' } },
    real: { description: { type: ['string', 'null'] } },
  },
  // OpenAI sends it, and its SDKs know it. Codex's timer of idle streams ignores comments.
  {
    schema: 'ResponseStreamEvent',
    stated: [ref('ResponseAudioDeltaEvent')],
    real: [ref('ResponseKeepaliveEvent'), ref('ResponseAudioDeltaEvent')],
  },
];

/** Schemas that the document lacks. */
export const additions: Readonly<Record<string, object>> = {
  ResponseKeepaliveEvent: {
    type: 'object',
    properties: {
      type: { type: 'string', enum: ['keepalive'] },
      sequence_number: { type: 'integer' },
    },
    required: ['type', 'sequence_number'],
  },
};
