import { describe, expect, it } from 'vitest';
import { readTools } from '../../../web/src/playground/tools.ts';

const parameters = { type: 'object', properties: { city: { type: 'string' } } };

describe('readTools', () => {
  it('reads a tool in the form of every API', () => {
    const tool = { kind: 'function', name: 'get_weather', description: 'Weather.', parameters };
    const { kind: _, ...members } = tool;
    const { parameters: schema, ...named } = members;
    const forms = [
      [{ type: 'function', function: members }],
      [{ type: 'function', ...members }],
      [{ ...named, input_schema: schema }],
      [{ function: members }],
      { type: 'function', function: members },
    ];
    for (const form of forms) {
      expect(readTools(JSON.stringify(form))).toEqual({ tools: [tool] });
    }
    const custom = { kind: 'custom', name: 'run', description: 'Runs.' };
    const free = { name: 'run', description: 'Runs.' };
    for (const form of [
      { type: 'custom', custom: free },
      { type: 'custom', ...free },
    ]) {
      expect(readTools(JSON.stringify([form]))).toEqual({ tools: [custom] });
    }
  });

  it('takes no text for no tools', () => {
    expect(readTools(' \n')).toEqual({ tools: [] });
    expect(readTools('[]')).toEqual({ tools: [] });
  });

  it('says what is wrong', () => {
    const named = { type: 'function', name: 'a' };
    expect(
      [
        '[{]',
        '["get_weather"]',
        '[{"type": "web_search"}]',
        '[{"type": "function"}]',
        '[{"type": "function", "name": "a b"}]',
        '[{"name": "a", "parameters": "none"}]',
        JSON.stringify([named, named]),
        '17',
      ].map((text) => readTools(text).fault),
    ).toEqual([
      'Line 1, column 3: put the name in straight double quotes (").',
      'Tool 1: a tool is an object: { "type": "function", … }.',
      'Tool 1: its type "web_search" is not known here: use "function" or "custom".',
      'Tool 1: it needs a "name", a text.',
      'Tool 1: the name "a b" must have 1 to 64 letters, digits, _ and -.',
      'Tool 1: "parameters" must be a JSON Schema, an object.',
      'Tool 2: there are two tools named "a".',
      'Tool 1: a tool is an object: { "type": "function", … }.',
    ]);
  });
});
