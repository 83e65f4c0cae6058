import { assert, jsonValue, nat, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../web/src/playground/json-fault.ts';

function faultOf(text: string): string {
  const { fault } = readJson(text);
  return fault === undefined ? 'none' : `${fault.line}:${fault.column} ${fault.reason}`;
}

describe('readJson', () => {
  it('names the place of a fault and what to do', () => {
    expect(
      [
        '{"a": 1',
        '[\n  {"a": 1}\n  {"b": 2}\n]',
        '{"a": 1,}',
        '[1, 2, ]',
        "{'a': 1}",
        '{a: 1}',
        '{"a" 1}',
        '{"a": }',
        "['a']",
        '[“a”]',
        '[True]',
        '[abc]',
        '[1] [2]',
        '{"a": "b\n"}',
        '{"a": "b',
        String.raw`["C:\dir"]`,
        '[1, // one\n 2]',
        '{ # one\n "a": 1}',
        '["\t"]',
        '[01]',
        '',
        '{',
      ].map((text) => faultOf(text)),
    ).toEqual([
      '1:8 the } for the { of line 1 is missing',
      '3:3 a comma or ] belongs here',
      '1:8 remove the comma before the }',
      '1:6 remove the comma before the ]',
      '1:2 put the name in straight double quotes (")',
      '1:2 put the name in straight double quotes (")',
      '1:6 a colon belongs after a name',
      '1:7 a value belongs before the }',
      '1:2 put the text in straight double quotes (")',
      '1:2 put the text in straight double quotes (")',
      '1:2 write true, false or null',
      '1:2 this is not a value; put a text in double quotes',
      '1:5 nothing may follow after the end of the value',
      String.raw`1:9 the closing " is missing, or write \n for a new line`,
      '1:9 the closing " is missing',
      String.raw`1:5 write \\ for a backslash`,
      '1:5 JSON has no comments',
      '1:3 JSON has no comments',
      String.raw`1:3 write a control character as \t or \u00XX`,
      '1:3 a comma or ] belongs here',
      '1:1 the text ends where a value belongs',
      '1:2 the text ends where a name belongs',
    ]);
  });

  it('reads whatever is JSON', () => {
    assert(
      property(jsonValue(), nat(4), (value, indent) => {
        expect(readJson(JSON.stringify(value, null, indent))).toEqual({
          value: JSON.parse(JSON.stringify(value)),
        });
      }),
    );
  });

  it('finds a fault inside of every text that is no JSON', () => {
    assert(
      property(jsonValue(), nat(), string({ maxLength: 3 }), (value, place, piece) => {
        const whole = JSON.stringify(value, null, 2);
        const at = place % (whole.length + 1);
        const text = whole.slice(0, at) + piece + whole.slice(at + 1);
        const { fault } = readJson(text);
        if (fault === undefined) return;
        const lines = text.split('\n');
        expect(fault.line).toBeLessThanOrEqual(lines.length);
        expect(fault.column).toBeLessThanOrEqual((lines[fault.line - 1] ?? '').length + 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a text that is nested without an end', () => {
    expect(faultOf('['.repeat(100_000))).toBe('1:502 it is nested too deep');
  });
});
