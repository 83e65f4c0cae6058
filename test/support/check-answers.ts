import { afterEach } from 'vitest';
import { checkedFetch, plainFetch } from './checked-fetch.ts';

// A setup file: every answer that any test receives with `fetch` from one of OpenAI's paths, client
// libraries included, has to be what OpenAI's document says.
const faults: string[] = [];
globalThis.fetch = checkedFetch(plainFetch, (fault) => faults.push(fault));

afterEach(() => {
  const found = faults.splice(0);
  if (found.length > 0) throw new Error(`Answers that OpenAI would not give:\n${found.join('\n')}`);
});
