import type { ServiceEvent } from './test-service.ts';

/** The tool that the self-test's model calls. */
export const testTool = 'self_test';
/** What it says in the end. */
export const testText = 'ok';

const reasoning = {
  type: 'reasoning',
  id: 'rs_1',
  summary: [{ type: 'summary_text', text: testText }],
};
const call = {
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_1',
  name: testTool,
  arguments: '{}',
  status: 'completed',
};
const message = {
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text: testText, annotations: [] }],
};

/**
 * The answers of the self-test's service: some reasoning and a tool call, then, with the call's
 * result, a text. Together they cause each notification that a turn relies on.
 */
export const testAnswers: readonly (readonly ServiceEvent[])[] = [
  [
    { type: 'response.created', response: { id: 'resp_1' } },
    { type: 'response.output_item.added', output_index: 0, item: { ...reasoning, summary: [] } },
    {
      type: 'response.reasoning_summary_text.delta',
      item_id: reasoning.id,
      output_index: 0,
      summary_index: 0,
      delta: testText,
    },
    { type: 'response.output_item.done', output_index: 0, item: reasoning },
    { type: 'response.output_item.added', output_index: 1, item: { ...call, arguments: '' } },
    { type: 'response.output_item.done', output_index: 1, item: call },
    completed('resp_1'),
  ],
  [
    { type: 'response.created', response: { id: 'resp_2' } },
    { type: 'response.output_item.added', output_index: 0, item: { ...message, content: [] } },
    {
      type: 'response.output_text.delta',
      item_id: message.id,
      output_index: 0,
      content_index: 0,
      delta: testText,
    },
    { type: 'response.output_item.done', output_index: 0, item: message },
    completed('resp_2'),
  ],
];

function completed(id: string): ServiceEvent {
  const usage = {
    input_tokens: 1,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 1,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 2,
  };
  return { type: 'response.completed', response: { id, usage } };
}
