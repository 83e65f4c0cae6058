import { describe, expect, it } from 'vitest';
import type { TestTool } from '../client.ts';
import type { Stage } from './stage.ts';

/** A tool that the first answer has to call, and that the client library runs. */
export function forcedTools(stage: () => Stage): void {
  describe.each([
    ['whole', false],
    ['streamed', true],
  ] as const)('with %s answers', (_way, isStreamed) => {
    it('runs a tool that is named, whose answer ends with stop, and continues', async () => {
      const { client, gateway } = stage();
      const asked: string[] = [];
      const time: TestTool = {
        name: 'get_time',
        description: 'Answers with the time',
        argument: 'zone',
        run: (zone) => {
          asked.push(zone);
          return 'Half past four';
        },
      };
      gateway.standIn.behave(({ input }) =>
        input.some(({ type }) => type === 'function_call_output')
          ? { kind: 'text', text: 'It is half past four.' }
          : { kind: 'calls', calls: [{ name: 'get_time', arguments: '{"zone":"UTC"}' }] },
      );
      const ask = { prompt: 'What time is it?', forced: 'get_time' };
      const { text } = await client.withTools(ask, [time], isStreamed);

      expect(asked).toEqual(['UTC']);
      expect(text).toBe('It is half past four.');
    });
  });
}
