import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  HealthDocument,
  ModelsDocument,
  OneModelDocument,
  ReadChatDocument,
} from '../generated/graphql.ts';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startOverRest } from './ask.ts';
import { answer, execute } from './clients.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

describe('Query.health and Query.version', () => {
  it('tell that a chat would be answered, and by which Codex', async () => {
    expect(await execute(gateway.url, HealthDocument, {})).toEqual({
      version: '0.0.0',
      health: {
        isReady: true,
        engine: { state: 'READY', version: '0.171.0', activeTurns: 0 },
        account: { isReady: true, method: null, isLoginRequired: false },
      },
    });
  });
});

describe('Query.model', () => {
  const model = async (id: string): Promise<unknown> =>
    (await execute(gateway.url, OneModelDocument, { id })).model;

  it('gives a model with its efforts', async () => {
    expect(await model('gpt-5.5')).toMatchObject({
      id: 'gpt-5.5',
      efforts: [{ effort: 'low' }, { effort: 'medium' }, { effort: 'high' }, { effort: 'xhigh' }],
      inputModalities: ['text', 'image'],
      isHidden: false,
    });
  });

  it('understands an effort as a suffix of the name', async () => {
    expect(await model('gpt-5.5-high')).toEqual(await model('gpt-5.5'));
  });

  it('gives null for an unknown one', async () => {
    const unknown = await onCatalogGateway(
      async ({ url }) => await execute(url, OneModelDocument, { id: 'gpt-0' }),
    );
    expect(unknown).toEqual({ model: null });
  });
});

describe('ChatCompletion.ignored', () => {
  it('names what REST names in its header', async () => {
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-5.5',
        messages: [{ role: 'user', content: 'Hi' }],
        seed: 1,
        prediction: { type: 'content', content: 'Hello' },
      }),
    });
    const { id }: { id: string } = await response.json();
    const { data } = await answer(gateway.url, `{ chatCompletion(id: "${id}") { ignored } }`);
    const named = response.headers.get('x-codex-serve-ignored')?.split(', ') ?? [];
    expect(named).toEqual(expect.arrayContaining(['seed', 'prediction']));
    expect(data).toEqual({ chatCompletion: { ignored: named } });
  });
});

describe('Query.models', () => {
  const all = async (): Promise<string[]> => {
    const { models } = await execute(gateway.url, ModelsDocument, {});
    return models.edges.map(({ node }) => node.id);
  };

  it('lists the models that are not hidden, one of them the default', async () => {
    const known = await gateway.core.models();
    expect(await all()).toEqual(known.filter(({ isHidden }) => !isHidden).map(({ id }) => id));
    expect(known.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('pages from both ends', async () => {
    const ids = await all();
    const first = (await execute(gateway.url, ModelsDocument, { first: 1 })).models;
    expect(first.edges.map(({ node }) => node.id)).toEqual(ids.slice(0, 1));
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });

    const after = first.pageInfo.endCursor ?? '';
    const rest = (await execute(gateway.url, ModelsDocument, { first: 100, after })).models;
    expect(rest.edges.map(({ node }) => node.id)).toEqual(ids.slice(1));
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });

    const last = (await execute(gateway.url, ModelsDocument, { last: 2 })).models;
    expect(last.edges.map(({ node }) => node.id)).toEqual(ids.slice(-2));
  });

  it.each(['first: -1', 'last: -1', 'after: "nonsense"'])('refuses (%s)', async (args) => {
    const query = `{ models(${args}) { edges { cursor } } }`;
    const { errors } = await answer(gateway.url, query);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toMatch(
      /^models: first and last must not be negative, after and before must be cursors of this list\./,
    );
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });
});

describe('Query.chatCompletion', () => {
  it('has the text so far of a completion that REST is streaming', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 2, text: 'One two three.' }));
    const { id, leave } = await startOverRest(gateway.url, 'Say something');
    const completion = await gateway.core.completion(id);
    for await (const { sequence } of completion?.events() ?? []) if (sequence === 2) break;

    const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id });
    expect(chatCompletion).toMatchObject({
      id,
      surface: 'CHAT_COMPLETIONS',
      status: 'RUNNING',
      text: completion?.text,
      lastSequence: 2,
      finishReason: null,
      usage: null,
      error: null,
    });
    leave();
  });

  it('gives null for an unknown id', async () => {
    const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id: 'chatcmpl-0' });
    expect(chatCompletion).toBeNull();
  });
});
