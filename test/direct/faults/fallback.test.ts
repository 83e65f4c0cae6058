import { afterEach, describe, expect, it } from 'vitest';
import {
  cloudflareHeaders,
  cloudflarePage,
  detailBody,
  modelGateBody,
  type Behaviour,
  type StatusBehaviour,
} from '../../../src/standin/index.ts';
import { CodexServeError } from '../../../src/errors/errors.ts';
import { ask, never, type TestCore } from '../../support/core.ts';
import { startDirect, transports } from './logins.ts';

const page: StatusBehaviour = {
  kind: 'status',
  status: 403,
  body: cloudflarePage,
  headers: cloudflareHeaders,
};
const refusal = (body: ReturnType<typeof detailBody>, status = 400): Behaviour => ({
  kind: 'status',
  status,
  body,
});

describe.each(transports)('what the service refuses the direct engine, over %s,', (transport) => {
  let test: TestCore;
  afterEach(async () => {
    await test.close();
  });

  const run = async (...asked: Parameters<typeof ask>): Promise<Answer> =>
    await answerOf(test, ...asked);
  /** Refuses all but Codex's own requests. */
  const refuse = (behaviour: Behaviour): { direct: () => number } => {
    let direct = 0;
    test.standIn.behave(({ headers }) => {
      if (!isDirect(headers)) return undefined;
      direct += 1;
      return behaviour;
    });
    return { direct: () => direct };
  };

  it.each([
    ['a page of HTML', page, { kind: 'blocked', subject: null }],
    [
      'a parameter',
      refusal(detailBody('Unsupported parameter: text')),
      { kind: 'parameter', subject: 'text' },
    ],
    ['a model', refusal(modelGateBody('gpt-5.5')), { kind: 'model', subject: 'gpt-5.5' }],
    [
      'a model with a 404',
      refusal(modelGateBody('gpt-5.5'), 404),
      { kind: 'model', subject: 'gpt-5.5' },
    ],
  ])('%s, the app-server answers, now and later', async (_, behaviour, fallback) => {
    test = await startDirect('chatgpt', transport);
    const { direct } = refuse(behaviour);
    expect(await run('Say exactly: one')).toEqual({ text: 'one', error: null });
    expect(await run('Say exactly: two')).toEqual({ text: 'two', error: null });
    expect(direct()).toBe(1);
    expect(test.engine.health()).toMatchObject({ engine: 'direct', fallbacks: [fallback] });
  });

  it('is asked of the app-server for the refused model only', async () => {
    test = await startDirect('chatgpt', transport);
    refuse(refusal(modelGateBody('gpt-5.5')));
    expect(await run('Say exactly: one')).toEqual({ text: 'one', error: null });
    test.standIn.behave(undefined);
    await run('Say exactly: two', { model: 'gpt-6-sol' });
    expect(test.standIn.requests.map(({ headers }) => isDirect(headers)).at(-1)).toBe(true);
  });

  it.each(['api-key', 'custom'] as const)(
    'with the login %s, is an error, since the app-server is refused the same',
    async (kind) => {
      test = await startDirect(kind, transport);
      test.standIn.behave(() => page);
      expect(await run('hi')).toEqual({ text: '', error: 'upstream_refused' });
      expect(test.engine.health()).toMatchObject({ fallbacks: [] });
    },
  );

  it('and Codex as well, is the error of Codex', async () => {
    test = await startDirect('chatgpt', transport);
    test.standIn.behave(() => page);
    expect(await run('hi')).toEqual({ text: '', error: 'upstream_refused' });
  });

  it('in mid-answer, is no reason to ask Codex', async () => {
    test = await startDirect('chatgpt', transport);
    let attempts = 0;
    test.standIn.behave(({ headers }) => {
      if (!isDirect(headers)) return undefined;
      return attempts++ === 0 ? { kind: 'cut', after: 2, text: 'one two three' } : page;
    });
    expect(await run('Say exactly: one two three')).toEqual({
      text: 'one two',
      error: 'upstream_refused',
    });
  });
});

describe('an upgrade that is answered with a page of HTML', () => {
  it('is a refusal of the service, and the app-server answers', async () => {
    const test = await startDirect('chatgpt', 'websocket');
    test.standIn.behave(({ headers }) => (isDirect(headers) ? page : undefined));
    test.standIn.refuseUpgrades(page, isDirect);
    expect(await answerOf(test, 'Say exactly: served')).toEqual({ text: 'served', error: null });
    expect(test.engine.health().fallbacks).toMatchObject([{ kind: 'blocked' }]);
    await test.close();
  });
});

/** The gateway's own requests say what sends them; Codex's user agent has more. */
function isDirect(headers: { readonly 'user-agent'?: string | undefined }): boolean {
  return /^codex-serve\/\S+$/.test(headers['user-agent'] ?? '');
}

/** What a client gets: the text of the answer, and the code of its error. */
interface Answer {
  readonly text: string;
  readonly error: string | null;
}

async function answerOf({ core }: TestCore, ...asked: Parameters<typeof ask>): Promise<Answer> {
  const completion = await core.run(ask(...asked), never());
  await completion.result().catch((error: unknown) => {
    if (!(error instanceof CodexServeError)) throw error;
  });
  return { text: completion.text, error: completion.error?.code ?? null };
}
