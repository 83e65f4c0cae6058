import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JsonObject, Tool } from '../../src/codex/completion/tools.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool } from '../support/tool-loop.ts';
import { markersOf, plausibleValue, schemaText } from '../support/generated-schemas.ts';

const sentTools = z.array(
  z.object({ description: z.string(), parameters: z.custom<JsonObject>() }),
);

/** A tool as the service receives it. */
type SentTool = z.output<typeof sentTools>[number];

const seed = Number(process.env['SCHEMA_SEED'] ?? Date.now() % 1_000_000);
const size = Number(process.env['SCHEMA_COUNT'] ?? 99);

describe(`the schemas of tools (SCHEMA_SEED=${seed})`, { timeout: 60_000 }, () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport: 'sse' });
  });
  afterAll(async () => {
    await test.close();
  });

  /** What the service receives for tools with these schemas. */
  async function sent(schemas: readonly JsonObject[]): Promise<readonly SentTool[]> {
    const tools = schemas.map((schema, index) => functionTool(`tool_${index}`, schema));
    await (await test.core.run(ask('hello', { tools }), never())).result();
    return sentTools.parse(lastAsked(test.standIn)?.body['tools']);
  }

  async function sentOne(schema: JsonObject): Promise<SentTool> {
    const [tool] = await sent([schema]);
    if (tool === undefined) throw new Error('no tool was sent');
    return tool;
  }

  /** Generated schemas, in requests of 100 tools. */
  async function generated(count: number): Promise<readonly (readonly [JsonObject, SentTool])[]> {
    const schemas = fc.sample(schemaText, { seed, numRuns: count }).map(parseObject);
    const pairs: [JsonObject, SentTool][] = [];
    for (let start = 0; start < schemas.length; start += 100) {
      const part = schemas.slice(start, start + 100);
      const tools = await sent(part);
      for (const [index, schema] of part.entries()) {
        const tool = tools[index];
        if (tool !== undefined) pairs.push([schema, tool]);
      }
    }
    expect(pairs).toHaveLength(schemas.length);
    return pairs;
  }

  it('lose no word, name or bound on their way to the model, whatever their size', async () => {
    for (const [schema, { parameters, description }] of await generated(size)) {
      const arrived = JSON.stringify(parameters) + description.replaceAll('\\"', '"');
      const lost = markersOf(schema).filter((marker) => !arrived.includes(marker));
      expect({ schema, lost }).toEqual({ schema, lost: [] });
    }
  });

  it('allow the model every value that they allowed', async () => {
    const picks = fc.sample(fc.nat(), { seed, numRuns: 10_000 });
    let turn = 0;
    const pick = (below: number): number => (picks[turn++ % picks.length] ?? 0) % below;
    const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false });
    let checked = 0;
    for (const [schema, { parameters }] of await generated(size / 3)) {
      const [wasValid, isValid] = [ajv.compile(standard(schema)), ajv.compile(parameters)];
      for (let round = 0; round < 20; round += 1) {
        const value = plausibleValue(schema, schema, pick);
        if (!wasValid(value)) continue;
        checked += 1;
        expect([schema, value, isValid(value)]).toEqual([schema, value, true]);
      }
    }
    expect(checked).toBeGreaterThan(size / 3);
  });

  it.each<[string, JsonObject]>([
    ['50 described properties', described(50)],
    ['500 described properties', described(500)],
    ['a root description of 6 kB', { type: 'object', description: `${'d'.repeat(6000)}_end` }],
    [
      '150 definitions, each used',
      {
        type: 'object',
        properties: numbered(150, 'p', (index) => ({ $ref: `#/$defs/d${index}` })),
        $defs: numbered(150, 'd', (index) => ({
          type: 'object',
          properties: { [`x${index}_m`]: { type: 'string' } },
        })),
      },
    ],
    [
      '60 variants',
      {
        type: 'object',
        properties: {
          action: {
            oneOf: Array.from({ length: 60 }, (_, index) => ({
              type: 'object',
              properties: { kind: { const: `kind_${index}_m` }, value: { type: 'string' } },
              required: ['kind', 'value'],
            })),
          },
        },
      },
    ],
    ['objects nested 40 deep', nested(40)],
  ])('of %s reach the model whole, in the description of the tool', async (_, schema) => {
    const tool = await sentOne(schema);
    const text = JSON.stringify(schema);
    expect(text.length).toBeGreaterThan(2000);
    expect(tool.description).toBe(
      text.length > 4980
        ? `The tool tool_0.\n\nThe arguments follow this JSON Schema:\n${text}`
        : 'The tool tool_0.',
    );
    expect(test.core.shortensSchema(toolOf(schema))).toBe(text.length > 4980);
  });

  it('keep their descriptions where only the words for what Codex drops are too many', async () => {
    const schema: JsonObject = {
      type: 'object',
      properties: numbered(36, 'p', (index) => ({
        type: 'string',
        description: `d_${index}`,
        format: 'uri-reference',
        pattern: `^${'a'.repeat(60)}`,
      })),
    };
    const { parameters, description } = await sentOne(schema);
    const bare = numbered(36, 'p', (index) => ({ type: 'string', description: `d_${index}` }));
    expect(parameters).toEqual({ type: 'object', properties: bare });
    expect(description).toContain(JSON.stringify(schema));
    expect(test.core.shortensSchema(toolOf(schema))).toBe(false);
  });

  it.each<[JsonObject | boolean, JsonObject]>([
    [{ description: 'Any JSON value' }, { description: 'Any JSON value', anyOf: [{}] }],
    [{ pattern: '^a' }, { description: '(pattern: "^a")', anyOf: [{}] }],
    [{ not: { type: 'null' } }, { description: '(not: {"type":"null"})', anyOf: [{}] }],
    [{ minimum: 1 }, { description: '(minimum: 1)', anyOf: [{}] }],
    [{ format: 'date' }, { description: '(format: "date")', anyOf: [{}] }],
    [{ default: 1 }, { description: '(default: 1)', anyOf: [{}] }],
    [{ title: 'What to find' }, { description: '(title: "What to find")', anyOf: [{}] }],
    [{ minItems: 1 }, { minItems: 1, anyOf: [{}] }],
    [
      { type: 'file', description: 'A.' },
      { description: 'A. (type: "file")', anyOf: [{}] },
    ],
    [{}, {}],
    [true, {}],
    [false, { description: '(not: {})', anyOf: [{}] }],
    [{ type: 'array' }, { type: 'array', items: {} }],
    [
      { type: 'array', items: true },
      { type: 'array', items: {} },
    ],
    [
      { type: ['array', 'null'], items: null },
      { type: ['array', 'null'], items: {} },
    ],
    [{ const: null }, { type: 'null', enum: [null] }],
    [{ enum: [1, 2] }, { type: 'integer', enum: [1, 2] }],
  ])('%j means the same to the model in every place of a schema', async (value, expected) => {
    const part = typeof value === 'boolean' ? value : { ...value };
    const { parameters } = await sentOne({
      type: 'object',
      properties: {
        plain: part,
        list: { type: 'array', items: part },
        either: { anyOf: [part, { type: 'string' }] },
        ref: { $ref: '#/$defs/named' },
        map: { type: 'object', additionalProperties: part },
      },
      $defs: { named: part },
    });
    const bySchema = typeof value === 'boolean' ? value : expected;
    expect(parameters).toEqual({
      type: 'object',
      properties: {
        plain: expected,
        list: { type: 'array', items: expected },
        either: { anyOf: [expected, { type: 'string' }] },
        ref: { $ref: '#/$defs/named' },
        map: { type: 'object', properties: {}, additionalProperties: bySchema },
      },
      $defs: { named: expected },
    });
  });

  it('may have properties of any name', async () => {
    const schema = parseObject(
      '{"type":"object","properties":{"__proto__":{"type":"string","pattern":"p"},"constructor":{"type":"number"},"":{"type":"null"}},"required":["__proto__"]}',
    );
    const { parameters } = await sentOne(schema);
    expect(JSON.stringify(parameters)).toBe(
      '{"type":"object","properties":{"":{"type":"null"},"__proto__":{"type":"string","description":"(pattern: \\"p\\")"},"constructor":{"type":"number"}},"required":["__proto__"]}',
    );
  });

  it('have no titles that only repeat a name, as generators write them', async () => {
    const { parameters } = await sentOne({
      type: 'object',
      title: 'Search',
      properties: {
        max_results: { type: 'integer', title: 'Max Results', $comment: 'x' },
        'city-name': { type: 'string', title: 'cityName' },
        q: { type: 'string', title: 'What to look for' },
      },
    });
    expect(parameters).toEqual({
      type: 'object',
      description: '(title: "Search")',
      properties: {
        max_results: { type: 'integer' },
        'city-name': { type: 'string' },
        q: { type: 'string', description: '(title: "What to look for")' },
      },
    });
  });

  it('may point to an anchor, which Codex does not know', async () => {
    const schema: JsonObject = {
      type: 'object',
      properties: { a: { $ref: '#here' } },
      $defs: { x: { $anchor: 'here', type: 'string' } },
    };
    const { description } = await sentOne(schema);
    expect(description).toContain(JSON.stringify(schema));
  });
});

/** The schema without what JSON Schema does not know. */
function standard(schema: JsonObject): JsonObject {
  const text = JSON.stringify(schema).replaceAll('"type":"any"', '"title":"any"');
  return parseObject(text.replaceAll('"nullable":', '"readOnly":'));
}

function toolOf(schema: JsonObject): Tool {
  return functionTool('tool_0', schema);
}

function parseObject(text: string): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the generator writes objects
  return JSON.parse(text) as JsonObject;
}

function numbered(count: number, prefix: string, make: (index: number) => JsonObject): JsonObject {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${prefix}${index}`, make(index)]),
  );
}

function described(count: number): JsonObject {
  const properties = numbered(count, 'p', (index) => ({
    type: 'string',
    description: `The property of number ${index}, which is described in some sixty characters.`,
  }));
  return { type: 'object', properties };
}

function nested(depth: number): JsonObject {
  const inner: JsonObject = { type: 'string', description: `${'x'.repeat(100)}_bottom` };
  let schema = inner;
  for (let level = depth; level > 0; level -= 1) {
    schema = {
      type: 'object',
      description: `Level ${level}, ${'y'.repeat(100)}.`,
      properties: { [`level_${level}`]: schema },
    };
  }
  return schema;
}
