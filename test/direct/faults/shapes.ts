import type { PlannedItem } from '../../../src/standin/index.ts';

/** Answers of each form, as the service plans them, by a name. */
export const shapes: Readonly<Record<string, readonly PlannedItem[]>> = {
  text: [{ kind: 'message', text: 'The kettle ran out of steam.' }],
  reasoning: [
    { kind: 'reasoning', summary: ['Let me think.', 'Tea it is.'], tokens: 64, encrypted: 'gAAA' },
    { kind: 'message', text: 'A pot of tea.' },
  ],
  calls: [
    { kind: 'reasoning', summary: [], tokens: 64, encrypted: 'gAAA' },
    { kind: 'function_call', name: 'get_weather', input: '{"city":"Oslo"}' },
    { kind: 'function_call', name: 'get_weather', input: '{"city": "Rome"}' },
  ],
  'text and a call': [
    { kind: 'message', text: 'Let me see.', phase: 'commentary' },
    { kind: 'function_call', name: 'get_weather', input: '{"city":"Oslo"}' },
  ],
  'two messages': [
    { kind: 'message', text: 'One moment. ', phase: 'commentary' },
    { kind: 'message', text: 'Here it is.', phase: 'final_answer' },
  ],
  refusal: [{ kind: 'message', text: 'Hm. ', refusal: 'I will not do that.' }],
};
