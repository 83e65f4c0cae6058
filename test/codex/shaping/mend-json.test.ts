import { describe, expect, it } from 'vitest';
import { bracketed } from '../../../src/codex/shaping/json/bracketed.ts';
import { mendJson, type ValueCheck } from '../../../src/codex/shaping/json/mend-json.ts';

const isObject: ValueCheck = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'no object';
const isArray: ValueCheck = (value) => (Array.isArray(value) ? null : 'no array');

describe('mending JSON', () => {
  it.each([
    ['as it is', ' {"a": [1, 2]}\n', ' {"a": [1, 2]}\n'],
    ['out of a code fence', '```json\n{"a": 1}\n```', '{"a": 1}'],
    ['out of a fence in prose', 'Sure!\n\n```json\n{"a": 1}\n```\nAnything else?', '{"a": 1}'],
    ['out of prose', 'The answer is {"a": "}"}. Done.', '{"a": "}"}'],
    ['out of prose with brackets', 'See [1] and {this}: {"a": 1}', '{"a": 1}'],
    ['with a trailing comma', '{"a": 1,}', '{"a": 1}'],
    ['with single quotes', "{'a': 'it'}", '{"a": "it"}'],
    ['with bare keys and Python words', '{a: True, b: None}', '{"a": true, "b": null}'],
    ['with a comment', '{"a": 1 // one\n}', '{"a": 1 \n}'],
    ['with the end missing', '{"a": {"b": [1, 2', '{"a": {"b": [1, 2]}}'],
    ['with the fence not closed', '```json\n{"a": 1', '{"a": 1}'],
    ['out of prose with a stray quote', 'A 5" screen: {"a": 1}', '{"a": 1}'],
    ['with a comment first', '{ /* one */ "a": 1}', '{  "a": 1}'],
    ['broken, in prose', 'Here you are: {"a": 1,} Bye.', '{"a": 1}'],
    ['with the same value twice', '{"a": 1}\nThat is:\n{"a": 1}', '{"a": 1}'],
  ])('gives the object %s', (_, answer, json) => {
    expect(mendJson(answer, isObject)).toEqual({ json });
  });

  it.each([
    ['prose', 'I cannot answer that.', 'it is not JSON'],
    ['nothing', '', 'it is not JSON'],
    ['prose in braces', 'Use {is some} words', 'it is not JSON'],
    ['prose that begins with a brace', '{hello there, how are you', 'it is not JSON'],
    ['a set in prose', 'Let S = {x: x > 0} be the set.', 'it is not JSON'],
    ['a comment that never ends', '{/* and so on', 'it is not JSON'],
    ['a bare bracket', '{', 'it is not JSON'],
    ['a string', '"an object"', 'no object'],
    ['an array of objects', '[{"a": 1}]', 'no object'],
    ['a broken array of objects', '[{"a": 1},', 'no object'],
    ['two objects', '{"a": 1} or {"b": 2}', 'it holds several values that could be the answer'],
  ])('refuses %s', (_, answer, problem) => {
    expect(mendJson(answer, isObject)).toEqual({ problem });
  });

  it('never takes a part of a broken object for the whole', () => {
    const answer = 'Result: {"items": [{"a": 1}, {"a": 2}], "count" 2 of 2 "x"}';

    expect(mendJson(answer, isObject)).not.toEqual({ json: '{"a": 1}' });
  });

  it('tells what is wrong with JSON that is not the asked-for', () => {
    expect(mendJson('{"a": 1}', () => '/a must be string')).toEqual({
      problem: '/a must be string',
    });
  });

  it('finds an array where one is asked for', () => {
    expect(mendJson('Primes: [2, 3, 5].', isArray)).toEqual({ json: '[2, 3, 5]' });
    expect(mendJson('Primes [as you asked]', isArray)).toEqual({ problem: 'it is not JSON' });
  });

  it('gives up on nesting that no repair can follow', () => {
    expect(mendJson('{"a":'.repeat(50_000), isObject)).toEqual({ problem: 'it is not JSON' });
  });

  it('finds the outermost brackets only, and none in strings', () => {
    expect(bracketed('a {b: [1]} 5" [2, "\\"]"] } {"c"')).toEqual([
      '{b: [1]}',
      '[2, "\\"]"]',
      '{"c"',
    ]);
  });
});
