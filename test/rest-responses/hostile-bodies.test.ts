import { describe, expect, it } from 'vitest';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import { directCapabilities } from '../../src/codex/engine/direct/request/capabilities.ts';
import { InvalidRequestError } from '../../src/errors/errors.ts';
import { parseResponseRequest } from '../../src/rest/openai/responses/request/parse-request.ts';
import { responseFieldsFor } from '../../src/rest/openai/responses/request/request-fields.ts';
import { withConversation } from '../../src/rest/openai/responses/request/with-conversation.ts';
import type { FieldTable, Members } from '../../src/rest/openai/validation/field-table.ts';
import { hostileJson } from '../fuzz/hostile-json.ts';
import { createRandom } from '../fuzz/random.ts';
import { localCaller } from '../support/callers.ts';
import { refusalOf } from './parsed.ts';

const engines = [noCapabilities, directCapabilities.custom];

/** Reads a body on every engine, to the messages for the model. */
function read(body: unknown): void {
  for (const capabilities of engines) {
    const context = { isStrict: false, caller: localCaller, capabilities, isWebSocket: true };
    const request = parseResponseRequest(body, context);
    withConversation(request, [], request.input, capabilities);
  }
}

/** What `read` throws; null where it reads. */
function errorOf(body: unknown): Error | null {
  try {
    read(body);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error('not an error', { cause: error });
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Every field of the table, as a request that holds this value there and is else valid. */
function* bodiesWith(value: unknown): Generator<[string, object]> {
  const base = { model: 'm', input: 'hi' };
  for (const [path, holder] of placesIn(responseFieldsFor(noCapabilities))) {
    yield [path, { ...base, ...holder(value) }];
  }
}

type Holder = (value: unknown) => object;

function* placesIn(table: FieldTable): Generator<[string, Holder]> {
  for (const [name, { members }] of Object.entries(table)) {
    if (name === '*') continue;
    yield [name, (value) => ({ [name]: value })];
    if (members) {
      for (const [path, holder] of placesWithin(members)) {
        yield [`${name}${path}`, (value) => ({ [name]: holder(value) })];
      }
    }
  }
}

function* placesWithin(members: Members): Generator<[string, Holder]> {
  if (members.kind === 'items') {
    for (const [path, holder] of placesWithin(members.of)) {
      yield [`[0]${path}`, (value) => [holder(value)]];
    }
  } else if (members.kind === 'object') {
    for (const [path, holder] of placesIn(members.table)) yield [`.${path}`, holder];
  } else {
    for (const [variant, table] of members.tables) {
      for (const [path, holder] of placesIn(table)) {
        if (path === members.by) continue;
        yield [`.${path}`, (value) => ({ [members.by]: variant, ...holder(value) })];
      }
    }
  }
}

describe('a value of the wrong type', () => {
  const values: [string, unknown][] = [
    ['a number', 4.5],
    ['a boolean', true],
    ['an array', [[]]],
    ['an object', { __proto__: null, a: 1 }],
    ['a text', 'text'],
  ];

  it.each(values)('%s is refused where it stands, or does no harm', (_type, value) => {
    const crashes: string[] = [];
    for (const [path, body] of bodiesWith(value)) {
      const error = errorOf(body);
      if (error === null) continue;
      if (!(error instanceof InvalidRequestError)) crashes.push(`${path}: ${String(error)}`);
    }
    expect(crashes).toEqual([]);
  });

  it('is named by its path, as deep as it stands', () => {
    const found = new Set<string>();
    for (const [, body] of bodiesWith(Number.NaN)) {
      const refusal = refusalOf(() => read(body));
      if (refusal?.param != null) found.add(refusal.param);
    }
    expect([...found]).toEqual(
      expect.arrayContaining([
        'metadata',
        'reasoning.effort',
        'text.format.name',
        'tools[0].name',
        'input[0].tools[0].name',
        'input[0].call_id',
        'tool_choice.name',
      ]),
    );
  });
});

describe('thousands of bodies with hostile values', () => {
  it('are all read or refused, and nothing else', () => {
    const random = createRandom(11);
    const places = [...placesIn(responseFieldsFor(noCapabilities))];
    const crashes: string[] = [];
    let refused = 0;
    for (let count = 0; count < 4000; count += 1) {
      const [path, holder] = random.pick(places);
      const text = hostileJson(random);
      const body = { model: 'm', input: 'hi', ...holder(parsedOr(text)) };
      const error = errorOf(body);
      if (error instanceof InvalidRequestError) refused += 1;
      else if (error !== null) crashes.push(`${path}: ${String(error)} ${text.slice(0, 80)}`);
    }
    expect(crashes).toEqual([]);
    expect(refused).toBeGreaterThan(2000);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each([{ body: undefined }, { body: null }, { body: 1 }, { body: 'text' }, { body: [[]] }])(
    'so is $body for a body',
    ({ body }) => {
      expect(errorOf(body)).toBeInstanceOf(InvalidRequestError);
    },
  );
});
