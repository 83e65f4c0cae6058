import { cpuOf, median } from './measure.ts';
import { scaled, type Part, type Scale } from './part.ts';
import { ratio } from './print.ts';
import { onStage, type Stage } from './stage.ts';

const megabyte = 1_000_000;

/** What a request costs the gateway before its answer begins, by its size. */
export const startCost: Part = {
  name: 'start-cost',
  measure: async (scale) =>
    await onStage(async (stage) => {
      const costs = await measureStartCosts(stage, scale);
      const bare = costs[0]?.cpuMs ?? Number.NaN;
      return [
        {
          title: 'One request with a word for an answer',
          columns: ['bytes', 'CPU', 'added', 'of the bare', 'first byte'],
          rows: costs.map(({ name, bytes, cpuMs, firstByteMs }) => [
            name,
            String(bytes),
            `${cpuMs.toFixed(1)} ms`,
            `${(cpuMs - bare).toFixed(1)} ms`,
            ratio(cpuMs, bare),
            `${firstByteMs.toFixed(1)} ms`,
          ]),
        },
      ];
    }),
};

interface StartCost {
  readonly name: string;
  readonly bytes: number;
  /** Of the gateway, with the whole answer of one word, in milliseconds. */
  readonly cpuMs: number;
  /** To the client's first byte: Codex's and the stand-in's work on the request included. */
  readonly firstByteMs: number;
}

/** The same short chat, bare, with a tool of 1 MB and after a history of 1 MB. */
async function measureStartCosts(stage: Stage, scale: Scale): Promise<StartCost[]> {
  const costs: StartCost[] = [];
  for (const [name, body] of [
    ['a bare question', chatBody()],
    ['a tool schema of 1 MB', { ...chatBody(), tools: [largeTool()] }],
    ['a history of 1 MB', chatBody(largeHistory())],
  ] as const) {
    const bytes = JSON.stringify(body).length;
    costs.push({ name, bytes, ...(await measureStart(stage, body, scale)) });
  }
  return costs;
}

async function measureStart(
  { prepare }: Stage,
  body: object,
  scale: Scale,
): Promise<Pick<StartCost, 'cpuMs' | 'firstByteMs'>> {
  const runs = scaled(scale, 15, 1);
  const warmUps = scaled(scale, 5, 1);
  const chat = await prepare(body);
  const cpu: number[] = [];
  const firstByte: number[] = [];
  for (let run = 0; run < warmUps + runs; run++) {
    const used = await cpuOf(async () => firstByte.push((await chat()).firstByteMs));
    cpu.push(used / 1000);
  }
  return { cpuMs: median(cpu.slice(warmUps)), firstByteMs: median(firstByte.slice(warmUps)) };
}

function chatBody(history: readonly object[] = []): object {
  const question = { role: 'user', content: 'Say exactly: ready' };
  return { model: 'gpt-5.5', messages: [...history, question], stream: true };
}

/** A function whose parameters are 1 MB of properties, each described in a few sentences. */
function largeTool(): object {
  const description = 'What this field holds, and what it is needed for. '.repeat(4);
  const property = { type: 'string', description };
  const count = Math.ceil(megabyte / (JSON.stringify(property).length + '"p1000":,'.length));
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, property]));
  const parameters = { type: 'object', properties };
  return {
    type: 'function',
    function: { name: 'fill_form', description: 'Fills in a form', parameters },
  };
}

/** 500 messages of 2 kB. */
function largeHistory(): object[] {
  const content = 'The kettle is on, and the cups are warm. '.repeat(50).slice(0, 2000);
  return Array.from({ length: 500 }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content,
  }));
}
