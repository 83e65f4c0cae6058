import { describe, expect, it } from 'vitest';
import type { Dialogues, TestTool } from '../client.ts';
import { heard } from '../../support/heard.ts';
import type { Stage } from './stage.ts';

/** Conversations of several turns, in each way that a library has to continue one. */
export function dialogues(stage: () => Stage, ways: Dialogues): void {
  describe.each(Object.entries(ways))('continuing by %s', (_name, open) => {
    it.each([
      ['whole', false],
      ['streamed', true],
    ] as const)('brings all items to the model again, %s', async (_way, isStreamed) => {
      const { gateway, apiKey } = stage();
      const dialogue = open(`${gateway.url}/v1`, apiKey, [time]);
      const say = async (prompt: string): Promise<string> => {
        const answer = await dialogue.say({ prompt, effort: 'high' }, isStreamed);
        return answer.text;
      };

      expect(await say('Repeat after me: The kettle is on.')).toBe('The kettle is on.');
      const told = await say('Please use get_time.');
      expect(told).toContain('Half past four');
      expect(await say('Count to 3')).toBe('1 2 3');
      expect(await say('Repeat after me: Goodbye.')).toBe('Goodbye.');
      expect(heard(gateway.standIn)).toEqual([
        'user: Repeat after me: The kettle is on.',
        'reasoning',
        'assistant: The kettle is on.',
        'user: Please use get_time.',
        'reasoning',
        expect.stringMatching(/^call: get_time \{"zone": ?"[^"]*"\}$/),
        'output: Half past four',
        'reasoning',
        `assistant: ${told}`,
        'user: Count to 3',
        'reasoning',
        'assistant: 1 2 3',
        'user: Repeat after me: Goodbye.',
      ]);
    });

    it('continues after an answer that its caller left', async () => {
      const { gateway, apiKey } = stage();
      const { standIn } = gateway;
      const dialogue = open(`${gateway.url}/v1`, apiKey, []);
      await dialogue.say({ prompt: 'Repeat after me: The kettle is on.' }, true);
      standIn.behave(() => ({ kind: 'stall', afterTokens: 3 }));
      const leaving = new AbortController();
      const onText = (): void => leaving.abort();
      const ask = { prompt: 'Count to 9', signal: leaving.signal, onText };
      await dialogue.say(ask, true).catch(() => {});
      await standIn.waitFor(({ active }) => active === 0);
      standIn.behave(undefined);
      const { text } = await dialogue.say({ prompt: 'Count to 3' }, true);

      expect(text).toBe('1 2 3');
      expect(heard(standIn)).toEqual(
        expect.arrayContaining(['assistant: The kettle is on.', 'user: Count to 3']),
      );
    });
  });
}

const time: TestTool = {
  name: 'get_time',
  description: 'Answers with the time',
  argument: 'zone',
  run: () => 'Half past four',
};
