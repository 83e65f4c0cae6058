import { z } from 'zod';
import type { ThreadUse } from './load/bare-lane.ts';
import { model, type Turn } from './load/lane.ts';
import { openNetwork } from './network/open-network.ts';
import { sumOf } from './measure.ts';
import { scaled, type Part, type Table } from './part.ts';
import { percent, targetTable } from './print.ts';
import { flagsFor } from './thread-states.ts';
import { startMeasuredGateway, startUpstream, type Upstream } from './upstream.ts';

/**
 * What goes upstream over a long conversation, with its thread kept and without. Rejects where the
 * service had no more of it in its cache with the thread kept.
 */
export const conversation: Part = {
  name: 'conversation',
  async measure(scale) {
    const turns = scaled(scale, 30, 6);
    const upstream = await startUpstream();
    const network = await openNetwork(upstream.baseUrl, { oneWayMs: 0, isTls: false });
    try {
      await upstream.reachOver(network.baseUrl);
      const sent = async (): Promise<number> =>
        sumOf((await network.look()).upstreamBytes, (bytes) => bytes);
      const without = await converse('cold', turns, upstream, sent);
      const kept = await converse('going-on', turns, upstream, sent);
      if (kept.cachedTokens <= without.cachedTokens) {
        throw new Error('No request has gone on in the thread of the one before');
      }
      return [figureTable(turns, without, kept), targetsOf(without, kept)];
    } finally {
      network.close();
      await upstream.close();
    }
  },
};

/** What a whole conversation took. */
interface Figures {
  /** From Codex to the service, from its start to its end: WebSocket handshakes included. */
  readonly upstreamBytes: number;
  /** Sums over all requests, as the service counts. */
  readonly inputTokens: number;
  readonly cachedTokens: number;
}

async function converse(
  use: ThreadUse,
  turns: number,
  upstream: Upstream,
  sent: () => Promise<number>,
): Promise<Figures> {
  const before = await sent();
  const gateway = await startMeasuredGateway(upstream, flagsFor(use, 1));
  const messages: Turn[] = [];
  let [inputTokens, cachedTokens] = [0, 0];
  try {
    for (let turn = 1; turn <= turns; turn++) {
      messages.push({ role: 'user', content: questionOf(turn) });
      const { choices, usage } = await chat(gateway.url, messages);
      const content = choices[0]?.message.content ?? '';
      // The stand-in takes the question up.
      if (!content.includes(`part ${turn} `))
        throw new Error(`No answer to part ${turn}: ${content}`);
      messages.push({ role: 'assistant', content });
      inputTokens += usage.prompt_tokens;
      cachedTokens += usage.prompt_tokens_details.cached_tokens;
    }
  } finally {
    await gateway.close();
  }
  return { upstreamBytes: (await sent()) - before, inputTokens, cachedTokens };
}

const answer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })),
  usage: z.object({
    prompt_tokens: z.number(),
    prompt_tokens_details: z.object({ cached_tokens: z.number() }),
  }),
});

async function chat(url: string, messages: readonly Turn[]): Promise<z.infer<typeof answer>> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages }),
  });
  return answer.parse(await response.json());
}

/** A question with a screenful of text to it, 2 kB. */
function questionOf(turn: number): string {
  const line = `Line ${turn}: the kettle is on, the cups are warm, and somebody has eaten the cake.\n`;
  return `What is wrong in part ${turn} of this?\n${line.repeat(25)}`;
}

function figureTable(turns: number, without: Figures, kept: Figures): Table {
  const row = (name: string, figures: Figures): string[] => [
    name,
    String(figures.upstreamBytes),
    percent(figures.upstreamBytes, without.upstreamBytes),
    String(figures.inputTokens),
    percent(figures.cachedTokens, figures.inputTokens),
  ];
  return {
    title: `A conversation of ${turns} turns`,
    columns: ['upstream bytes', 'of those without', 'input tokens', 'cached'],
    rows: [row('a thread per request', without), row('its thread kept', kept)],
  };
}

function targetsOf(without: Figures, kept: Figures): Table {
  return targetTable([
    {
      name: 'upstream bytes, with its thread kept of those without',
      value: (kept.upstreamBytes / without.upstreamBytes) * 100,
      atMost: 10,
      unit: '%',
    },
  ]);
}
