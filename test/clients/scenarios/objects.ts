import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Stage } from './stage.ts';

const forecast = z.object({
  city: z.string(),
  degrees: z.number(),
  sky: z.enum(['clear', 'grey']),
  hours: z.array(z.object({ hour: z.number(), isWet: z.boolean() })),
});

/** Answers of a schema. */
export function objects(stage: () => Stage): void {
  it.each([
    ['whole', false],
    ['streamed', true],
  ] as const)('gets an object of a schema, %s', async (_way, isStreamed) => {
    const ask = { prompt: 'How will the weather be in Bergen?' };
    const value = await stage().client.object(ask, forecast, isStreamed);

    expect(forecast.parse(value)).toEqual(value);
  });
}
