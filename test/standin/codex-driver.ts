import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { objectOf, parseObject, stringOf } from '../../src/standin/wire/json.ts';
import type { JsonObject } from '../../src/standin/wire/json.ts';
import { user } from './wire.ts';

/** What came out of one turn. */
export interface Turn {
  readonly status: string;
  /** All text deltas, put together. */
  readonly text: string;
  readonly summary: string;
  readonly calls: readonly JsonObject[];
  readonly errors: readonly JsonObject[];
  /** One per upstream response. */
  readonly usages: readonly JsonObject[];
}

/** A real `codex app-server` that talks to a stand-in. */
export interface Codex {
  startThread(params?: JsonObject): Promise<string>;
  /** Sends a user message and runs the turn to its end. */
  turn(threadId: string, prompt: string, params?: JsonObject): Promise<Turn>;
  /** Starts a turn; resolves with its id as soon as the first text came. */
  begin(threadId: string, prompt: string): Promise<string>;
  call(method: string, params: JsonObject): Promise<JsonObject>;
  stop(): Promise<void>;
}

/** Spawns Codex with a home of its own and no retries; tool calls are answered with `42`. */
export async function startCodex(baseUrl: string, webSocket: boolean): Promise<Codex> {
  const home = await mkdtemp(path.join(tmpdir(), 'standin-codex-'));
  await writeFile(path.join(home, 'config.toml'), config(baseUrl, webSocket));
  const child = spawn(await executable(), ['app-server'], {
    env: { PATH: process.env['PATH'], CODEX_HOME: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const bus = new EventEmitter({ captureRejections: false }).setMaxListeners(0);
  const heard: JsonObject[] = [];
  const send = (message: JsonObject): void =>
    void child.stdin.write(`${JSON.stringify(message)}\n`);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = parseObject(line) ?? {};
    const { id, method } = message;
    if (method === undefined) bus.emit(`reply ${JSON.stringify(id)}`, message);
    else if (id !== undefined) send({ id, result: TOOL_RESULT });
    heard.push(message);
    bus.emit('heard');
  });
  let lastId = 0;
  const call = async (method: string, params: JsonObject): Promise<JsonObject> => {
    lastId += 1;
    const replied = once(bus, `reply ${lastId}`);
    send({ id: lastId, method, params });
    const [reply] = await replied;
    if (reply.error !== undefined) throw new Error(JSON.stringify(reply.error));
    return objectOf(reply.result);
  };
  /** Waits for a notification of this thread among those since `from`. */
  const until = async (from: number, method: string, threadId: string): Promise<JsonObject> => {
    for (;;) {
      const found = heard
        .slice(from)
        .find((each) => each['method'] === method && paramsOf(each)['threadId'] === threadId);
      if (found) return paramsOf(found);
      await once(bus, 'heard');
    }
  };
  const start = async (threadId: string, prompt: string, params: JsonObject): Promise<number> => {
    const from = heard.length;
    await call('thread/inject_items', { threadId, items: [user(prompt)] });
    await call('turn/start', { threadId, input: [], ...params });
    return from;
  };
  const clientInfo = { name: 'test', title: null, version: '0' };
  await call('initialize', { clientInfo, capabilities: { experimentalApi: true } });
  send({ method: 'initialized' });
  return {
    call,
    startThread: async (params = {}) => {
      const { thread } = await call('thread/start', { ...THREAD, ...params });
      return stringOf(objectOf(thread)['id']) ?? '';
    },
    turn: async (threadId, prompt, params = {}) => {
      const from = await start(threadId, prompt, params);
      await until(from, 'turn/completed', threadId);
      return summarise(heard.slice(from));
    },
    begin: async (threadId, prompt) => {
      const from = await start(threadId, prompt, {});
      const { turnId } = await until(from, 'item/agentMessage/delta', threadId);
      return stringOf(turnId) ?? '';
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
      await rm(home, { recursive: true, force: true });
    },
  };
}

const THREAD = {
  baseInstructions: '',
  environments: [],
  ephemeral: true,
  experimentalRawEvents: true,
  model: 'standin',
};

const TOOL_RESULT = { contentItems: [{ type: 'inputText', text: '42' }], success: true };

function summarise(messages: readonly JsonObject[]): Turn {
  const of = (method: string): JsonObject[] =>
    messages.filter((each) => each['method'] === method).map((each) => paramsOf(each));
  const joined = (method: string): string =>
    of(method)
      .map((params) => stringOf(params['delta']) ?? '')
      .join('');
  return {
    status: stringOf(objectOf(of('turn/completed')[0]?.['turn'])['status']) ?? '',
    text: joined('item/agentMessage/delta'),
    summary: joined('item/reasoning/summaryTextDelta'),
    calls: of('item/tool/call'),
    errors: of('error').map((params) => objectOf(params['error'])),
    usages: of('rawResponse/completed').map((params) => objectOf(params['usage'])),
  };
}

function paramsOf(message: JsonObject): JsonObject {
  return objectOf(message['params']);
}

async function executable(): Promise<string> {
  const name = `@openai/codex-${process.platform}-${process.arch}/package.json`;
  const vendor = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), 'vendor');
  const [triple] = await readdir(vendor);
  return path.join(vendor, triple ?? '', 'bin', 'codex');
}

function config(baseUrl: string, webSocket: boolean): string {
  return `model_provider = "standin"
approval_policy = "never"
sandbox_mode = "read-only"
web_search = "disabled"
[analytics]
enabled = false
[model_providers.standin]
name = "standin"
base_url = "${baseUrl}"
wire_api = "responses"
requires_openai_auth = false
supports_websockets = ${webSocket}
request_max_retries = 0
stream_max_retries = 0
`;
}
