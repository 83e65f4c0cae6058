import { expect, it } from 'vitest';
import type { Stage } from './stage.ts';
import { lastAsked } from '../../support/last-asked.ts';

const text = 'The kettle is on 🫖, and the cups are **warm**.\n\nMind the "handle".';
const ask = { prompt: `Repeat after me: ${text}` };

/** Plain answers, whole and streamed. */
export function texts(stage: () => Stage): void {
  it('gets a whole text', async () => {
    const answer = await stage().client.whole(ask);

    expect(answer.text).toBe(text);
    expectEnd(answer);
  });

  it('gets a streamed text', async () => {
    const deltas: string[] = [];
    const answer = await stage().client.streamed({ ...ask, onText: (delta) => deltas.push(delta) });

    expect(answer.text).toBe(text);
    expect(deltas.join('')).toBe(text);
    expect(deltas.length).toBeGreaterThan(5);
    expectEnd(answer);
  });

  it.each(['whole', 'streamed'] as const)('gets a %s text after reasoning', async (way) => {
    const { client, gateway } = stage();
    const answer = await client[way]({ ...ask, effort: 'high' });

    expect(lastAsked(gateway.standIn)?.body['reasoning']).toMatchObject({ effort: 'high' });
    expect(answer.text).toBe(text);
    expect(answer.reasoning ?? '').toMatch(client.showsReasoning ? /Reading the question/ : /^$/);
  });
}

/** The counts are those of the stand-in, which counts the same text alike each time. */
function expectEnd({ finishReason, usage }: Awaited<ReturnType<Stage['client']['whole']>>): void {
  expect(finishReason ?? 'stop').toBe('stop');
  if (usage === undefined) return;
  expect(usage.input).toBeGreaterThan(0);
  expect(usage.output).toBeGreaterThan(10);
}
