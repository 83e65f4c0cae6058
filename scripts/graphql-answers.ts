/** What a real gateway answers, a line for each event; a test runs it. Ids are cut short. */
export interface RecordedAnswer {
  /** Name of the documented operation. */
  readonly name: string;
  /** Put over the operation's own `input`. */
  readonly input: object;
  /** What the service says. */
  readonly text: string;
  readonly lines: readonly string[];
}

/** A stream from its start to its end. */
export const streamedAnswer: RecordedAnswer = {
  name: 'StreamAnswer',
  input: {},
  text: 'Yes',
  lines: [
    '{"data":{"chatCompletion":{"__typename":"ChatCompletionStarted","completionId":"chatcmpl-…","sequence":0}}}',
    '{"data":{"chatCompletion":{"__typename":"ChatCompletionDelta","completionId":"chatcmpl-…","sequence":1,"text":"Yes"}}}',
    '{"data":{"chatCompletion":{"__typename":"ChatCompletionDone","completionId":"chatcmpl-…","sequence":2,"finishReason":"STOP","usage":{"inputTokens":21,"cachedInputTokens":0,"outputTokens":1,"reasoningOutputTokens":0},"completion":{"text":"Yes"}}}}',
  ],
};

/** A request that is refused. */
export const refusedAnswer: RecordedAnswer = {
  name: 'GetAnswer',
  input: { model: 'gpt-0' },
  text: '',
  lines: [
    `{"data":{"chatCompletion":{"__typename":"ModelNotFoundError","code":"MODEL_NOT_FOUND","message":"The model 'gpt-0' does not exist or you do not have access to it."}}}`,
  ],
};
