import { z } from 'zod';
import type { RpcConnection } from '../rpc/connection.ts';
import { bareThread } from '../threads/thread-starter.ts';
import { threadSettings } from '../threads/thread-settings.ts';
import { testAnswers, testText, testTool } from './answers.ts';
import { checkedCall, failed } from './check-answer.ts';
import { answerMembers, notificationMembers } from './members.ts';
import { startTestService, type TestService } from './test-service.ts';
import { heardWithin, listenToThread, type TurnEar } from './turn-ear.ts';

/** How long a turn, or the unloading of a thread, may take; 50 ms are usual. */
const patienceMs = 5000;

/** The upstream of the test's thread, in Codex's configuration. */
const provider = 'codex-serve-self-test';

/** What a test of turns needs. */
export interface TestTurnOptions {
  /** An empty folder; a thread needs one. */
  readonly cwd: string;
  readonly model: string;
  /** Whether the service must receive what the client sent and nothing else. */
  readonly isLockedDown: boolean;
}

/**
 * Runs two turns in a thread whose upstream is this process: one with reasoning, a tool call and a
 * text, one that the service refuses. So each message that a turn relies on is seen, and nobody
 * outside is asked for anything. Rejects with `CodexFault` for the first that is missing or other
 * than the gateway needs it.
 */
export async function runTestTurns(rpc: RpcConnection, options: TestTurnOptions): Promise<void> {
  const service = await startTestService(testAnswers);
  let ear: TurnEar | undefined;
  try {
    const threadId = await startThread(rpc, service, options);
    ear = listenToThread(rpc, threadId);
    await answeredTurn(rpc, threadId, ear);
    if (options.isLockedDown) assertNothingAdded(service);
    await refusedTurn(rpc, threadId, ear);
    for (const method of [...Object.keys(notificationMembers), 'item/tool/call']) {
      if (!ear.heard.has(method)) throw failed(`it sent no \`${method}\` in a turn`);
    }
    await unloadThread(rpc, threadId, ear);
  } finally {
    ear?.stop();
    service.close();
  }
}

async function startThread(
  rpc: RpcConnection,
  { baseUrl }: TestService,
  { cwd, model }: TestTurnOptions,
): Promise<string> {
  const { params } = threadSettings({
    model,
    tools: [
      {
        type: 'function',
        name: testTool,
        description: '',
        parameters: { type: 'object', properties: {} },
      },
    ],
  });
  const upstream = {
    name: 'Self-test of codex-serve',
    base_url: baseUrl,
    wire_api: 'responses',
    requires_openai_auth: false,
    supports_websockets: false,
    request_max_retries: 0,
    stream_max_retries: 0,
  };
  const { thread } = await checkedCall(
    rpc,
    'thread/start',
    {
      ...params,
      ...bareThread(cwd),
      modelProvider: provider,
      // So that its unloading, too, is seen at once.
      config: { thread_unload_delay_secs: 0, model_providers: { [provider]: upstream } },
    },
    answerMembers['thread/start'],
  );
  return thread.id;
}

async function answeredTurn(rpc: RpcConnection, threadId: string, ear: TurnEar): Promise<void> {
  const content = [{ type: 'input_text' as const, text: testText }];
  const items = [{ type: 'message', role: 'user', content }];
  const end = await heardWithin(ear, 'turn/completed', patienceMs, async () => {
    await checkedCall(rpc, 'thread/inject_items', { threadId, items }, answerMembers.anything);
    await startTurn(rpc, threadId);
  });
  const { status, error } = turnEnd.parse(end).turn;
  if (status !== 'completed') throw failed(`a turn ended as ${status}: ${error?.message ?? ''}`);
  if (ear.text !== testText) throw failed(`it passed on "${ear.text}" for "${testText}"`);
}

async function refusedTurn(rpc: RpcConnection, threadId: string, ear: TurnEar): Promise<void> {
  const end = await heardWithin(ear, 'turn/completed', patienceMs, async () => {
    await startTurn(rpc, threadId);
  });
  const { status, error } = turnEnd.parse(end).turn;
  if (status !== 'failed' || error === null) {
    throw failed(`a turn that the service refused ended as ${status}, without an error`);
  }
}

const turnEnd = z.object({
  turn: z.object({ status: z.string(), error: z.object({ message: z.string() }).nullable() }),
});

async function startTurn(rpc: RpcConnection, threadId: string): Promise<void> {
  const params = {
    threadId,
    input: [],
    effort: null,
    summary: 'auto',
    outputSchema: null,
  } as const;
  await checkedCall(rpc, 'turn/start', { ...params, input: [] }, answerMembers['turn/start']);
}

async function unloadThread(rpc: RpcConnection, threadId: string, ear: TurnEar): Promise<void> {
  const loaded = answerMembers['thread/loaded/list'];
  await checkedCall(rpc, 'thread/loaded/list', {}, loaded);
  await heardWithin(ear, 'thread/closed', patienceMs, async () => {
    await checkedCall(rpc, 'thread/unsubscribe', { threadId }, answerMembers.anything);
  });
}

/** The model is to see what the client sent, and nothing of Codex's. */
function assertNothingAdded({ requests: [first] }: TestService): void {
  const { input, tools, instructions } = serviceRequest.parse(first);
  const conversation = JSON.stringify(input.map(({ content }) => content));
  if (conversation !== JSON.stringify([[{ type: 'input_text', text: testText }]])) {
    throw failed(`it changes the conversation that it is given: ${conversation.slice(0, 200)}`);
  }
  const names = tools.map(({ name, type }) => name ?? type).join(', ');
  if (names !== testTool) {
    throw failed(`it offers the model other tools than it is given: ${names.slice(0, 200)}`);
  }
  if (instructions !== '') throw failed('it gives the model instructions of its own');
}

const serviceRequest = z.object({
  input: z.array(z.object({ content: z.unknown() })),
  tools: z.array(z.object({ name: z.string().optional(), type: z.string() })).default([]),
  instructions: z.string().default(''),
});
