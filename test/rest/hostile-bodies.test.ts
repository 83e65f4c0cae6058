import { describe, expect, it } from 'vitest';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import { InvalidRequestError } from '../../src/errors/errors.ts';
import { parseChatRequest } from '../../src/rest/openai/chat/parse-request.ts';
import { requestFieldsFor } from '../../src/rest/openai/chat/request-fields.ts';
import { localCaller } from '../support/callers.ts';
import { chatBody } from './client.ts';

const context = {
  reasoning: 'think',
  isStrict: false,
  capabilities: noCapabilities,
  caller: localCaller,
} as const;

/** A number generator that gives the same numbers on every run (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

const names =
  'type role content text name function custom arguments id tool_calls tool_call_id image_url url json_schema schema parameters allowed_tools mode tools input function_call __proto__ constructor'.split(
    ' ',
  );
const words =
  'user assistant tool function custom text image_url json_schema auto required allowed_tools data:image/png;base64, http://[ call_1 <think>'.split(
    ' ',
  );
const numbers = [0, -1, 1.5, 1e308, 2 ** 53];
const texts = ['', '\u0000', '\ud800', 'x'.repeat(10_000)];
const leaves = [null, true, false, ...numbers, ...texts, ...words];
const deep = [
  nested(5000, (inner) => [inner]),
  nested(5000, (inner) => ({ content: inner })),
  nested(200, (inner) => ({ role: 'user', content: [inner], function: inner })),
];

function createValues(random: (below: number) => number): () => unknown {
  const pick = <T>(list: readonly T[]): T | undefined => list[random(list.length)];
  const value = (depth: number): unknown => {
    const kind = random(depth > 5 ? 6 : 10);
    if (kind < 5) return pick(leaves);
    if (kind === 5) return pick(deep);
    if (kind < 8) return Array.from({ length: random(4) }, () => value(depth + 1));
    return Object.fromEntries(
      Array.from({ length: random(6) }, () => [pick(names), value(depth + 1)]),
    );
  };
  return () => value(0);
}

/** What reading a body throws; null where it is read. */
function errorOf(body: unknown): unknown {
  try {
    parseChatRequest(body, context);
    return null;
  } catch (error) {
    return error;
  }
}

describe('ten thousand bodies with hostile values', () => {
  it('are all read or refused, and nothing else', () => {
    const random = createRandom(7);
    const values = createValues(random);
    const fields = Object.keys(requestFieldsFor(noCapabilities));
    const crashes: unknown[] = [];
    let refused = 0;
    for (let count = 0; count < 10_000; count += 1) {
      const field = fields[random(fields.length)] ?? '';
      const body = chatBody({
        [field]: values(),
        ...(random(3) === 0 && { messages: [values()] }),
      });
      const error = errorOf(body);
      if (error instanceof InvalidRequestError) refused += 1;
      else if (error !== null) crashes.push(error);
    }

    expect(crashes).toEqual([]);
    expect(refused).toBeGreaterThan(5000);
    expect(refused).toBeLessThan(10_000);
  });

  it.each([{ body: undefined }, { body: null }, { body: 1 }, { body: 'text' }, { body: [[]] }])(
    'so is $body for a body',
    ({ body }) => {
      expect(() => parseChatRequest(body, context)).toThrow(InvalidRequestError);
    },
  );
});
