import type { Operation } from './cached-client.ts';
import { until } from './until.ts';
import { completeOverRest } from '../../schema/live-board.ts';
import { post } from '../../schema/clients.ts';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';

/** The connections of the schema, with a field of their items. */
export const connections = ['models', 'completions', 'completionRecords'] as const;

/** One page of a connection, for a cache that joins the pages; `directive` stands after the field. */
export function pageOf(connection: string, directive = ''): Operation {
  const name = `${connection}PageQuery`;
  return {
    name,
    text: `query ${name}($first: Int!, $after: String) {
      ${connection}(first: $first, after: $after) ${directive} {
        edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`,
  };
}

/** What a list shows of a connection. */
export interface Listed {
  readonly ids: readonly string[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** A connection as data. */
export interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What a list shows of this page. */
export function listed({ edges, pageInfo: { hasNextPage, endCursor } }: Page): Listed {
  // Apollo Client reads null as ''.
  return { ids: edges.map(({ node }) => node.id), hasNextPage, endCursor: endCursor || null };
}

/** The IDs of all items of each connection, as the gateway gives them in one page. */
export type Ids = Readonly<Record<(typeof connections)[number], readonly string[]>>;

/** Reads them. */
export async function readIds(url: string): Promise<Ids> {
  const fields = connections.map((name) => `${name}(first: 100) { edges { node { id } } }`);
  const response = await post(url, { query: `{ ${fields.join(' ')} }` });
  const { data }: { data: Record<string, { edges: Page['edges'] }> } = await response.json();
  const of = (name: string): string[] => (data[name]?.edges ?? []).map(({ node }) => node.id);
  return {
    models: of('models'),
    completions: of('completions'),
    completionRecords: of('completionRecords'),
  };
}

/** Starts a gateway with five completions and their records. */
export async function startFilledGateway(): Promise<TestGateway> {
  const gateway = await startTestGateway();
  for (let count = 0; count < 5; count += 1) await completeOverRest(gateway.url);
  await until(async () => (await readIds(gateway.url)).completionRecords.length === 5);
  return gateway;
}
