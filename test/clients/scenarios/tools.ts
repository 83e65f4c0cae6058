import { describe, expect, it } from 'vitest';
import type { TestTool } from '../client.ts';
import type { Stage } from './stage.ts';

interface Call {
  readonly name: string;
  readonly argument: string;
}

/** Tools that note their calls. */
function createTools(calls: Call[]): TestTool[] {
  const create = (name: string, argument: string, result: string): TestTool => ({
    name,
    description: `Answers with the ${argument}'s ${name}`,
    argument,
    run: (value) => {
      calls.push({ name, argument: value });
      return result;
    },
  });
  return [
    create('get_weather', 'city', 'Drizzle, 11 degrees'),
    create('get_time', 'zone', 'Half past four'),
    create('set_kettle', 'mode', 'The kettle is on'),
  ];
}

/** Tools that the client library runs. */
export function tools(stage: () => Stage): void {
  describe.each([
    ['whole', false],
    ['streamed', true],
  ] as const)('with %s answers', (_way, isStreamed) => {
    it('runs a tool and gets the answer to its result', async () => {
      const calls: Call[] = [];
      const ask = { prompt: 'Please use get_time.' };
      const { text } = await stage().client.withTools(ask, createTools(calls), isStreamed);

      expect(calls.map(({ name }) => name)).toEqual(['get_time']);
      expect(calls[0]?.argument).toMatch(/./);
      expect(text).toContain('Half past four');
    });

    it('runs several tools of one answer', async () => {
      const calls: Call[] = [];
      const ask = { prompt: 'Please use get_weather and get_time.' };
      const { received } = stage().gateway.standIn;
      const { text } = await stage().client.withTools(ask, createTools(calls), isStreamed);

      expect(calls.map(({ name }) => name)).toEqual(['get_weather', 'get_time']);
      expect(text).toContain('Drizzle, 11 degrees');
      expect(text).toContain('Half past four');
      expect(stage().gateway.standIn.received - received).toBe(2);
    });

    it('runs tools over several rounds', async () => {
      const calls: Call[] = [];
      const ask = { prompt: 'Please use get_weather, then get_time, then set_kettle.' };
      const { received } = stage().gateway.standIn;
      const { text } = await stage().client.withTools(ask, createTools(calls), isStreamed);

      expect(calls.map(({ name }) => name)).toEqual(['get_weather', 'get_time', 'set_kettle']);
      expect(text).toContain('The kettle is on');
      expect(stage().gateway.standIn.received - received).toBe(4);
    });
  });
}
