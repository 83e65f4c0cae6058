import { WebSocket } from 'ws';
import { z } from 'zod';
import type { TestGateway } from './gateway.ts';
import { whenAsked } from './when-asked.ts';

/** The headers of a client with its own key. */
export const headersOf = (name: string): Record<string, string> => ({
  authorization: `Bearer key-of-${name}`,
});

/** The admin of a gateway that was started with `keyArgs`. */
export const alice = headersOf('alice');

/** Another client of it, of the program `editor`. */
export const bob = { ...headersOf('bob'), 'user-agent': 'editor/1.2' };

/** The command line of a gateway that knows both. */
export const keyArgs = [
  '--api-key',
  'alice:key-of-alice,bob:key-of-bob',
  '--admin-keys',
  'alice',
] as const;

/** What a client takes an answer for: `ok`, or why it was refused. */
export type Outcome = string;

/** Clients that are refused, or fail, in ten ways. */
export interface FaultyClients {
  chat(body: unknown, headers?: Record<string, string>): Promise<Outcome>;
  graphql(query: string, type?: string): Promise<Outcome>;
  /** Sends 300 requests, of which 100 are refused or fail, and counts what the clients were told. */
  send300(): Promise<Readonly<Record<Outcome, number>>>;
}

/** The question that fails. */
export const failing = 'Fail, please';

const user = (content: string): object => ({ role: 'user', content });

/** The body of a chat that succeeds. */
export const hello = { model: 'gpt-5.5', messages: [user('Say hi')] };

const errorBody = z.object({ error: z.object({ code: z.string().nullable() }) });
const graphqlErrors = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })),
});

const completedEvent = z.object({ type: z.literal('response.completed') });

/** REST errors without a code of their own, by their status. */
const byStatus = new Map([
  [400, 'invalid_request'],
  [404, 'route_not_found'],
]);

/** The clients of a gateway that was started with `keyArgs`; its service fails where it is asked to. */
export function createFaultyClients(gateway: Pick<TestGateway, 'url' | 'standIn'>): FaultyClients {
  gateway.standIn.behave(
    whenAsked(failing, { kind: 'failed', code: 'insufficient_quota', message: 'No more.' }),
  );

  async function rest(path: string, init: RequestInit): Promise<Outcome> {
    const response = await fetch(new URL(path, gateway.url), init);
    if (response.ok) return 'ok';
    const { error } = errorBody.parse(await response.json());
    return error.code ?? byStatus.get(response.status) ?? `${response.status}`;
  }

  async function chat(body: unknown, headers: Record<string, string> = bob): Promise<Outcome> {
    return await rest('/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async function graphql(query: string, type = 'application/json'): Promise<Outcome> {
    const response = await fetch(new URL('/graphql', gateway.url), {
      method: 'POST',
      headers: { 'content-type': type, ...bob },
      body: JSON.stringify({ query }),
    });
    const answer: unknown = await response.json();
    const asData = /"code":"(\w+)"/.exec(JSON.stringify(answer))?.[1]?.toLowerCase();
    const code = graphqlErrors.safeParse(answer).data?.errors[0]?.extensions.code ?? asData;
    // GraphQL's own codes have no counterpart.
    return /^graphql_/i.test(code ?? '') ? 'invalid_request' : (code?.toLowerCase() ?? 'ok');
  }

  async function responseOverSocket(body: object): Promise<Outcome> {
    const socket = new WebSocket(new URL('/v1/responses', gateway.url.replace('http', 'ws')), {
      headers: bob,
    });
    try {
      return await new Promise<Outcome>((resolve, reject) => {
        socket.once('error', reject);
        socket.once('open', () =>
          socket.send(JSON.stringify({ type: 'response.create', ...body })),
        );
        socket.on('message', (data: Buffer) => {
          const event: unknown = JSON.parse(data.toString());
          const refused = errorBody.safeParse(event).data;
          if (refused !== undefined) resolve(refused.error.code ?? 'invalid_request');
          else if (completedEvent.safeParse(event).success) resolve('ok');
        });
      });
    } finally {
      socket.close();
    }
  }

  /** Ten ways to be refused or to fail. */
  const ways: readonly (() => Promise<Outcome>)[] = [
    async () => await chat(hello, { authorization: 'Bearer wrong', 'user-agent': 'thief/1' }),
    async () => await chat({ ...hello, model: 'gpt-0' }),
    async () => await chat('{"model": '),
    async () => await chat({ model: 'gpt-5.5' }),
    async () => await chat({ ...hello, temperature: 'hot' }),
    async () => await rest('/v1/nothing', { headers: bob }),
    async () => await rest('/v1/chat/completions', { method: 'DELETE', headers: bob }),
    async () =>
      await graphql(
        'mutation { chatCompletion(input: { model: "gpt-0", messages: [{ role: USER, content: [{ text: "Hi" }] }] }) { ... on Error { code } } }',
      ),
    async () => await responseOverSocket({ model: 'gpt-0', input: 'Hi' }),
    async () => await chat({ ...hello, messages: [user(failing)] }),
  ];

  async function send300(): Promise<Readonly<Record<Outcome, number>>> {
    const requests = Array.from({ length: 300 }, (_, index) =>
      index % 3 === 0 ? ways[(index / 3) % ways.length] : async () => await chat(hello),
    );
    const outcomes: Outcome[] = [];
    const next = async (): Promise<void> => {
      for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
        outcomes.push(await request());
      }
    };
    await Promise.all(Array.from({ length: 6 }, next));
    return tally(outcomes);
  }

  return { chat, graphql, send300 };
}

function tally(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
