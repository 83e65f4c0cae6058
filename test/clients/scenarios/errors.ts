import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../../src/standin/index.ts';
import { usageLimitBody } from '../../../src/standin/index.ts';
import type { Ask, Client, Failure } from '../client.ts';
import type { Stage } from './stage.ts';

const failingMidway: Behaviour = {
  kind: 'failed',
  code: 'invalid_prompt',
  message: 'Not about kettles, please.',
  afterTokens: 3,
};

/** Failures, before and in the middle of an answer. */
export function errors(stage: () => Stage): void {
  describe.each(['whole', 'streamed'] as const)('asking for a %s answer', (way) => {
    it('hears of a model that is not there', async () => {
      const failure = await failureOf(stage().client, way, { prompt: 'hi', model: 'gpt-none' });

      expect(failure.status).toBe(404);
      expect(failure.message).toContain('gpt-none');
    });

    it('hears of a bad field', async () => {
      const failure = await failureOf(stage().client, way, { prompt: 'hi', hasBadField: true });

      expect(failure.status).toBe(400);
      expect(failure.message).toContain('Invalid');
    });

    it('hears of a wrong API key', async () => {
      const failure = await failureOf(stage().stranger, way, { prompt: 'hi' });

      expect(failure.status).toBe(401);
      expect(failure.message).toMatch(/API key/i);
    });

    it('hears of a quota that is used up', async () => {
      const { client, gateway } = stage();
      gateway.standIn.behave(() => ({ kind: 'status', status: 429, body: usageLimitBody(600) }));
      const failure = await failureOf(client, way, { prompt: 'hi' });

      expect(failure.status).toBe(429);
      expect(failure.message).toMatch(/limit/i);
    });

    it('hears of a failure in the middle', async () => {
      const { client, gateway } = stage();
      gateway.standIn.behave(() => failingMidway);
      const failure = await failureOf(client, way, { prompt: 'hi' });

      expect(failure.status).toBe(way === 'whole' ? 400 : undefined);
      expect(failure.message).toContain('Not about kettles, please.');
    });
  });
}

async function failureOf(client: Client, way: 'whole' | 'streamed', ask: Ask): Promise<Failure> {
  try {
    await client[way](ask);
  } catch (error) {
    return client.failureOf(error);
  }
  throw new Error('There was no failure');
}
