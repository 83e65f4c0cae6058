import { z } from 'zod';
import { plainFetch } from '../../support/checked-fetch.ts';
import type { Item } from './lines.ts';

/** What came of a request. */
export interface Asked {
  /** The id of the response, as far as the client heard of it. */
  readonly id: string | null;
  /** The items of the answer; null where the client did not get all of it. */
  readonly output: readonly Item[] | null;
  /** Why not. */
  readonly reason: string;
}

/** Called with the number of the events so far, and whether the last one has come. */
export type OnEvent = (events: number, hasEnded: boolean) => void;

const headers = { 'content-type': 'application/json', authorization: 'Bearer key-of-anna' };

const item = z.record(z.string(), z.unknown());
const responseBody = z.looseObject({
  id: z.string(),
  status: z.string(),
  output: z.array(item),
});
const streamEvent = z.looseObject({ type: z.string(), response: responseBody.optional() });

/** Sends a request as a stream, and reads it as far as it comes. Never rejects. */
export async function ask(url: string, body: object, onEvent: OnEvent): Promise<Asked> {
  let id: string | null = null;
  let count = 0;
  try {
    const response = await plainFetch(`${url}/v1/responses`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ model: 'gpt-5.5', stream: true, ...body }),
    });
    if (!response.ok || response.body === null) {
      return { id, output: null, reason: `${response.status} ${await response.text()}` };
    }
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of response.body) {
      rest += decoder.decode(bytes, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const text of events) {
        const data = /^data: (.*)$/m.exec(text)?.[1];
        if (data === undefined) continue;
        const event = streamEvent.parse(JSON.parse(data));
        count += 1;
        id = event.response?.id ?? id;
        const isWhole = event.type === 'response.completed';
        onEvent(count, isWhole);
        if (isWhole) return { id, output: event.response?.output ?? [], reason: '' };
        if (event.type === 'response.failed') return { id, output: null, reason: data };
      }
    }
    return { id, output: null, reason: 'It broke off.' };
  } catch (error) {
    return { id, output: null, reason: String(error) };
  }
}

/** A kept response; null where there is none. */
export async function retrieve(
  url: string,
  id: string,
): Promise<{ status: string; output: readonly Item[] } | null> {
  const path = `/v1/responses/${id}?include[]=reasoning.encrypted_content`;
  const response = await plainFetch(`${url}${path}`, { headers });
  if (response.status === 404) return null;
  return responseBody.parse(await response.json());
}

/** All items below a path, oldest first. */
export async function listItems(url: string, path: string): Promise<readonly Item[]> {
  const all: Item[] = [];
  const query = 'order=asc&limit=100&include[]=reasoning.encrypted_content';
  for (let after = ''; ; after = `&after=${String(all.at(-1)?.['id'])}`) {
    const response = await plainFetch(`${url}${path}?${query}${after}`, { headers });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    const page = z.object({ data: z.array(item), has_more: z.boolean() });
    const { data, has_more: hasMore } = page.parse(await response.json());
    all.push(...data);
    if (!hasMore) return all;
  }
}
