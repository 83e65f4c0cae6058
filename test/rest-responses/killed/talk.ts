import { expect, vi } from 'vitest';
import { appServersOf } from '../../support/child-processes.ts';
import { startKillableGateway, type KillableGateway } from '../../support/killable-gateway.ts';
import type { TestUpstream } from '../../support/stand-in-home.ts';
import { ask, listItems, retrieve, type Asked } from './ask.ts';
import { linesOf, type Item } from './lines.ts';
import type { ConversationPlan, Kill } from './plan.ts';

/** A conversation over a gateway that is killed and started again. */
export interface Talk {
  /** Of the gateway as it runs now. */
  url(): string;
  /** The id of the last response. */
  lastId(): string;
  /** What a stateless client would send by now. */
  readonly said: readonly Item[];
  /** Sends the next input until it is answered, and gives the answer's items. */
  say(input: readonly Item[], kill: Kill | null): Promise<readonly Item[]>;
  /** A response that continues from an earlier one, beside the conversation. */
  aside(input: readonly Item[], previousId: string): Promise<Asked>;
  close(): Promise<void>;
}

const tools = [
  {
    type: 'function',
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
];
const settings = { tools, reasoning: { effort: 'high', summary: 'auto' } };
const args = ['--api-key', 'anna:key-of-anna,bert:key-of-bert'];

/** Starts one. */
export async function startTalk(upstream: TestUpstream, by: ConversationPlan['by']): Promise<Talk> {
  const { standIn } = upstream;
  let gateway = await startKillableGateway(upstream, args);
  let killing: Promise<void> | null = null;
  let lastId: string | null = null;
  const conversationId = by === 'conversation' ? await createConversation(gateway) : null;
  const said: Item[] = [];

  function kill({ of }: Kill): void {
    if (of === 'gateway') killing ??= gateway.kill();
    else for (const pid of appServersOf(gateway.pid)) process.kill(pid, 'SIGKILL');
  }

  /** Starts the gateway again where it was killed. Everything that was said is there. */
  async function recover(): Promise<void> {
    if (killing === null) return;
    await killing;
    killing = null;
    gateway = await startKillableGateway(upstream, args);
    expect(linesOf(await keptItems())).toEqual(linesOf(said));
  }

  async function keptItems(): Promise<readonly Item[]> {
    if (lastId === null) return [];
    const given = await listItems(gateway.url, `/v1/responses/${lastId}/input_items`);
    return [...given, ...((await retrieve(gateway.url, lastId))?.output ?? [])];
  }

  function place(): object {
    if (conversationId !== null) return { conversation: conversationId };
    return lastId === null ? {} : { previous_response_id: lastId };
  }

  async function attempt(input: readonly Item[], planned: Kill | null): Promise<Asked> {
    const at = planned?.at;
    const { received } = standIn;
    const settled = new AbortController();
    if (planned !== null && at === 'asked') {
      const isAsked = standIn.waitFor((state) => state.received > received, settled.signal);
      void isAsked.then(() => kill(planned)).catch(() => {});
    }
    const asked = await ask(gateway.url, { ...settings, ...place(), input }, (events, isEnd) => {
      if (planned === null) return;
      if (typeof at === 'object' && at.events === events) kill(planned);
      if (at === 'ended' && isEnd) kill(planned);
    });
    settled.abort();
    await recover();
    return asked.output === null ? await adopted(asked, input) : asked;
  }

  /** The answer may have been whole without its client having received that. */
  async function adopted(asked: Asked, input: readonly Item[]): Promise<Asked> {
    const { id } = asked;
    const kept = id === null ? null : await retrieve(gateway.url, id);
    if (kept?.status === 'completed') return { id, output: kept.output, reason: '' };
    if (kept !== null) expect(kept.status).toMatch(/^(?:failed|cancelled)$/);
    if (conversationId !== null) {
      const items = await listItems(gateway.url, `/v1/conversations/${conversationId}/items`);
      expect(linesOf(items.slice(0, said.length))).toEqual(linesOf(said));
      const output = items.slice(said.length + input.length);
      if (output.length > 0) return { id, output, reason: '' };
    }
    return asked;
  }

  /** What the service was last asked by this input is what a stateless client would have sent. */
  function checkTold(input: readonly Item[], before: readonly Item[]): void {
    const [last] = linesOf(input).slice(-1);
    const request = standIn.requests.findLast(
      (each) => !each.prewarm && linesOf(each.input).at(-1) === last,
    );
    expect(linesOf(request?.input ?? [])).toEqual(linesOf([...before, ...input]));
  }

  return {
    url: () => gateway.url,
    lastId: () => lastId ?? '',
    said,
    async say(input, planned) {
      if (planned?.at === 'before') {
        kill(planned);
        await recover();
      }
      let isFirst = true;
      const { id, output } = await vi.waitFor(
        async () => {
          const asked = await attempt(input, isFirst ? planned : null);
          isFirst = false;
          if (asked.output === null) throw new Error(asked.reason);
          return asked;
        },
        { timeout: 60_000, interval: 100 },
      );
      checkTold(input, said);
      said.push(...input, ...(output ?? []));
      lastId = id ?? lastId;
      return output ?? [];
    },
    async aside(input, previousId) {
      const body = { ...settings, input, previous_response_id: previousId };
      return await ask(gateway.url, body, () => {});
    },
    async close() {
      await (killing ?? gateway.kill());
    },
  };
}

async function createConversation({ url }: KillableGateway): Promise<string> {
  const response = await fetch(`${url}/v1/conversations`, {
    method: 'POST',
    headers: { authorization: 'Bearer key-of-anna' },
  });
  const { id }: { id: string } = await response.json();
  return id;
}
