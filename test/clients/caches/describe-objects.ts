import { expect, it } from 'vitest';
import * as documents from './documents.ts';
import type { Stage } from './stage.ts';

/** No object overwrites another one. */
export function describeObjects(stage: Stage): void {
  it.each([documents.everything, documents.contents])(
    'and gives back what the gateway said to $name',
    async (operation) => {
      const answered = await stage.raw(operation);
      await stage.client.fetch(operation);
      expect(bare(await stage.client.read(operation))).toEqual(bare(answered));
    },
  );

  it('of every type, also when they are read once more by their IDs', async () => {
    const answered = await stage.raw(documents.everything);
    await stage.client.fetch(documents.everything);
    const ids = identified(answered);
    for (const [id, type] of ids) {
      const { node } = await stage.client.fetch(documents.byId, { id });
      expect(node).toMatchObject({ __typename: type, id });
    }
    expect(bare(await stage.client.read(documents.everything))).toEqual(bare(answered));
    expect(new Set(ids.values())).toEqual(
      new Set([
        'Account',
        'ChatCompletion',
        'CompletionRecord',
        'Engine',
        'Health',
        'Model',
        'Queue',
      ]),
    );
  });

  it('where calls of several completions have one ID', async () => {
    for (const id of stage.completions) await stage.client.fetch(documents.byId, { id });
    const cached = stage.completions.map(
      async (id) => await stage.client.read(documents.byId, { id }),
    );
    expect(await Promise.all(cached)).toMatchObject([
      { node: { toolCalls: [{ callId: 'call_1', input: '{"argument":"one"}' }] } },
      { node: { toolCalls: [{ callId: 'call_1', input: '{"argument":"two"}' }] } },
    ]);
  });

  it('where tiers of several models have one name', async () => {
    const answered = await stage.raw(documents.everything);
    const models: Node[] = Object(answered['models']).edges.map(({ node }: { node: Node }) => node);
    for (const { id } of models) await stage.client.fetch(documents.byId, { id });
    const descriptions = new Set<string>();
    for (const { id, serviceTiers } of models) {
      const { node } = Object(await stage.client.read(documents.byId, { id }));
      expect(bare(node.serviceTiers)).toEqual(serviceTiers);
      for (const { tier, description } of serviceTiers) {
        if (tier === 'priority') descriptions.add(description);
      }
    }
    expect(descriptions.size).toBeGreaterThan(1);
  });
}

interface Node {
  readonly id: string;
  readonly serviceTiers: readonly { readonly tier: string; readonly description: string }[];
}

/** Every ID in an answer, with the type of its object. */
function identified(value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  const inner = Object.values(value).flatMap((child) => [...identified(child)]);
  if (!('id' in value) || !('__typename' in value)) return new Map(inner);
  return new Map([[String(value.id), String(value.__typename)], ...inner]);
}

/** Data without `__typename`, which Apollo Client puts everywhere. */
function bare(data: unknown): unknown {
  const text = JSON.stringify(data, (key, value: unknown) =>
    key === '__typename' ? undefined : value,
  );
  return JSON.parse(text);
}
