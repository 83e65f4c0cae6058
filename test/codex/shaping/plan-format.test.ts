import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/codex/completion/tools.ts';
import { isStrictSchema } from '../../../src/codex/engine/app-server/answer/strict-schema.ts';
import { planFormat } from '../../../src/codex/engine/app-server/answer/plan-format.ts';
import { ask } from '../../support/core.ts';
import { looseSchema, schemaFormat, strictSchema } from './formats.ts';

function object(properties: JsonObject, more: JsonObject = {}): JsonObject {
  const required = Object.keys(properties);
  return { type: 'object', properties, required, additionalProperties: false, ...more };
}

function nested(levels: number): JsonObject {
  return levels === 0 ? { type: 'string' } : object({ a: nested(levels - 1) });
}

describe('the plan for a format', () => {
  it('adds nothing to the turn for plain text', () => {
    expect(planFormat(ask('hi'))).toEqual({});
    expect(planFormat(ask('hi', { format: { type: 'text' } }))).toEqual({});
  });

  it('sends a schema to the service if it must be strict, or could be', () => {
    for (const [schema, isStrict] of [
      [strictSchema, true],
      [strictSchema, false],
      [looseSchema, true],
    ] as const) {
      expect(planFormat(ask('hi', { format: schemaFormat(schema, isStrict) }))).toEqual({
        outputSchema: schema,
      });
    }
  });

  it('asks in words for a schema that strict mode refuses', () => {
    expect(planFormat(ask('hi', { format: schemaFormat(looseSchema, false) }))).toEqual({
      instruction:
        'Answer with JSON that is valid against the JSON Schema "weather" below. Write nothing else: no text before or after it, no code fence, and no comments in it.\n\n' +
        '{"type":"object","properties":{"city":{"type":"string"},"degrees":{"type":"number"}},"required":["city"]}',
    });
  });

  it('asks in words for a JSON object', () => {
    expect(planFormat(ask('hi', { format: { type: 'json_object' } }))).toEqual({
      instruction:
        'Answer with one JSON object. Write nothing else: no text before or after it, no code fence, and no comments in it.',
    });
  });
});

describe('what strict mode takes', () => {
  const text = { type: 'string' };
  const node = { $ref: '#/$defs/node' };
  const kind = (name: string): JsonObject => ({ type: 'string', const: name });

  it.each<[string, JsonObject]>([
    ['an object', strictSchema],
    ['an object without properties', object({})],
    ['arrays and enums', object({ a: { type: 'array', items: { type: 'string', enum: ['b'] } } })],
    [
      'a format and limits',
      object({ a: { type: 'string', format: 'date' }, b: { type: 'number', minimum: 1 } }),
    ],
    [
      'a recursive reference',
      object({ node }, { $defs: { node: object({ next: { anyOf: [node, { type: 'null' }] } }) } }),
    ],
    ['a union of objects', object({ a: { anyOf: [object({ b: text }), object({ c: text })] } })],
    ['a property named like a keyword', object({ oneOf: text, properties: text, $ref: text })],
    ['nine levels of properties', nested(9)],
    [
      'a dialect, a title and descriptions',
      object(
        { a: { ...text, description: 'A' } },
        { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'T' },
      ),
    ],
  ])('takes %s', (_, schema) => {
    expect(isStrictSchema(schema)).toBe(true);
  });

  it.each<[string, JsonObject]>([
    ['an optional property', looseSchema],
    ['other properties', object({ a: text }, { additionalProperties: true })],
    [
      'a nested object that is open',
      object({ a: { type: 'object', properties: {}, required: [] } }),
    ],
    ['a requirement of what is no property', object({ a: text }, { required: ['b'] })],
    ['any object', { type: 'object' }],
    ['no object', { type: 'array', items: text }],
    ['a union at the root', { type: 'object', anyOf: [object({ a: text })] }],
    [
      'a union of objects with the same first key',
      object({ a: { anyOf: [object({ kind: kind('b') }), object({ kind: kind('c') })] } }),
    ],
    ['a composition', object({ a: { oneOf: [text, { type: 'null' }] } })],
    ['an unknown keyword', object({ a: { ...text, minLength: 1 } })],
    ['an unknown format', object({ a: { ...text, format: 'uri' } })],
    ['a property without a type', object({ a: {} })],
    ['a type that is none', object({ a: { type: 'text' } })],
    ['a boolean schema', object({ a: true })],
    ['an array of anything', object({ a: { type: 'array' } })],
    [
      'a reference with more',
      object({ a: { ...node, description: 'A' } }, { $defs: { node: text } }),
    ],
    ['a reference elsewhere', object({ a: { $ref: 'https://example.com/a' } })],
    ['eleven levels', nested(10)],
    [
      'too many properties',
      object(Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`p${i}`, text]))),
    ],
    [
      'too many enum values',
      object({ a: { ...text, enum: Array.from({ length: 1001 }, (_, i) => `v${i}`) } }),
    ],
    [
      'too long an enum',
      object({ a: { ...text, enum: Array.from({ length: 251 }, (_, i) => `${i}`.padStart(60)) } }),
    ],
    ['nesting beyond the stack', nested(5000)],
  ])('refuses %s', (_, schema) => {
    expect(isStrictSchema(schema)).toBe(false);
  });
});
