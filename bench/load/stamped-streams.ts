import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { ReadersWay } from '../processes/readers-protocol.ts';
import { startAppServer } from './app-server.ts';
import { bareLane } from './bare-lane.ts';
import { model, type Turn } from './lane.ts';
import { StampedAnswer } from './stamped-answer.ts';

/** One streamed answer. */
export interface StampedStream {
  /** Resolves when it has begun. */
  readonly begun: Promise<unknown>;
  /** Reads it to its end. */
  readonly read: () => Promise<StampedAnswer>;
}

/** Asks for an answer of so many tokens. */
export type AskStamped = (tokens: number) => StampedStream;

/** Makes ready what asks in that way. */
export async function stampedStreams(way: ReadersWay): Promise<AskStamped> {
  if ('url' in way) {
    const agent = new Agent({ maxSockets: Infinity });
    return (tokens) => askOverRest(way.url, agent, tokens);
  }
  const server = await startAppServer(way);
  return (tokens) => {
    const answer = new StampedAnswer();
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const lane = bareLane(server, 'cold', way.workspace);
    const ended = lane.ask(questionFor(tokens), (text) => {
      begin();
      answer.hear(text);
    });
    return { begun, read: async () => await ended.then(() => answer) };
  };
}

function askOverRest(url: string, agent: Agent, tokens: number): StampedStream {
  const asked = request(url, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json' },
  });
  asked.end(JSON.stringify({ model, messages: questionFor(tokens), stream: true }));
  const begun = responseTo(asked);
  return { begun, read: async () => await readSse(await begun) };
}

async function responseTo(asked: ReturnType<typeof request>): Promise<IncomingMessage> {
  const answered: IncomingMessage[] = await once(asked, 'response');
  const [response] = answered;
  if (response === undefined) throw new Error('There is no answer');
  return response;
}

async function readSse(response: IncomingMessage): Promise<StampedAnswer> {
  const answer = new StampedAnswer();
  let partial = '';
  response.setEncoding('utf8').on('data', (bytes: string) => {
    const text = partial + bytes;
    const end = text.lastIndexOf('\n\n') + 2;
    partial = text.slice(end);
    answer.hear(text.slice(0, end));
  });
  await once(response, 'end');
  return answer;
}

function questionFor(tokens: number): Turn[] {
  return [{ role: 'user', content: `Give me ${tokens} tokens` }];
}
