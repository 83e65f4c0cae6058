import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { refusedAnswer, streamedAnswer } from '../../scripts/graphql-answers.ts';
import {
  operationName,
  printedDocument,
  type DocumentedOperation,
} from '../../src/schema/kit/documented-operation.ts';
import { documentedOperations } from '../../src/schema/graphiql/documented-operations.ts';
import { graphiqlTabs } from '../../src/schema/graphiql/tabs.ts';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { webSocketUrl } from './clients.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

/** What an operation answers, to its end. Default: on the gateway that all operations share. */
async function answersOf(
  query: string,
  variables: Record<string, unknown>,
  url = gateway.url,
): Promise<unknown[]> {
  const client = createClient({
    url: webSocketUrl(url),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const answers: unknown[] = [];
  for await (const answer of client.iterate({ query, variables })) answers.push(answer);
  return answers;
}

function documented(name: string): DocumentedOperation {
  const operation = documentedOperations.find((each) => operationName(each) === name);
  if (operation === undefined) throw new Error(`There is no ${name}.`);
  return operation;
}

const outcomes: readonly (readonly [name: string, outcome: object])[] = [
  ['StreamAnswer', { chatCompletion: { __typename: 'ChatCompletionDone', finishReason: 'STOP' } }],
  ['GetAnswer', { chatCompletion: { __typename: 'ChatCompletion', effort: 'low' } }],
  ['GetJson', { chatCompletion: { text: expect.stringMatching(/^\{"name":".*"isWarm":/) } }],
  ['ListCompletions', { completions: { edges: expect.any(Array) } }],
  [
    'FindCompletions',
    {
      completions: { totalCount: expect.any(Number) },
      completionRecords: { edges: expect.any(Array) },
    },
  ],
  ['StopAll', { cancelChatCompletions: { count: 0 } }],
  ['StartAnswer', { startChatCompletion: { id: expect.stringMatching(/^chatcmpl-/) } }],
  ['WatchAnswer', { chatCompletionEvents: { error: { code: 'COMPLETION_NOT_FOUND' } } }],
  ['ReadAnswer', { chatCompletion: null }],
  ['CancelAnswer', { cancelChatCompletion: { code: 'COMPLETION_NOT_FOUND' } }],
  ['CallTool', { chatCompletion: { finishReason: 'TOOL_CALLS' } }],
  ['SendToolOutputs', { submitToolOutputs: { error: { code: 'COMPLETION_NOT_FOUND' } } }],
  ['BeginConversation', { sendMessage: { conversation: { title: 'Name a lighthouse.' } } }],
  ['ContinueConversation', { sendMessage: { error: { code: 'CONVERSATION_NOT_FOUND' } } }],
  ['ListConversations', { conversations: { edges: expect.any(Array) } }],
  ['ReadConversation', { conversation: null }],
  ['WatchConversation', { conversation: { error: { code: 'CONVERSATION_NOT_FOUND' } } }],
  ['DeleteConversation', { deleteConversation: { code: 'CONVERSATION_NOT_FOUND' } }],
  ['LogIn', { startLogin: { code: 'NOT_PERMITTED' } }],
  [
    'ReportUsage',
    { usage: { retentionDays: 90 }, completionRecords: { edges: expect.any(Array) } },
  ],
  ['ListModels', { models: { edges: expect.any(Array) } }],
  ['ReadViewer', { viewer: { seesAll: true, isKeyRequired: false }, keys: [] }],
  ['Diagnose', { diagnostics: { status: expect.any(String) } }],
  ['ListSettings', { settings: expect.any(Array) }],
  ['ListAlerts', { alerts: [] }],
  ['ReadQuotaHistory', { quotaHistory: [] }],
  ['CheckHealth', { health: { isReady: true } }],
];

/** Subscriptions that run for as long as the gateway does. */
const endless = ['WatchActivity', 'FollowAccount'];

describe('the operations of docs/graphql.md', () => {
  it('are all run here', () => {
    const names = documentedOperations.map((operation) => operationName(operation));
    expect([...outcomes.map(([name]) => name), ...endless].toSorted()).toEqual(names.toSorted());
  });

  it.each(outcomes)('%s runs without changes', async (name, outcome) => {
    const operation = documented(name);
    const answers = await answersOf(printedDocument(operation), { ...operation.variables });
    const answer = answers.at(-1);
    expect(answer).toMatchObject({ data: outcome });
    expect(answer).not.toHaveProperty('errors');
  });

  it.each([streamedAnswer, refusedAnswer])(
    '$name answers as it is told there',
    async ({ name, input, text, lines }) => {
      const operation = documented(name);
      const own = 'input' in operation.variables ? operation.variables.input : {};
      const variables = { input: { ...Object(own), ...input } };
      // One of them asks for a model that Codex's catalog does not have.
      const answers = await onCatalogGateway(async ({ url, standIn }) => {
        standIn.behave(() => ({ kind: 'text', text }));
        return await answersOf(printedDocument(operation), variables, url);
      });
      const told = answers.map((answer) => JSON.stringify(answer));
      expect(told.map((line) => line.replaceAll(/chatcmpl-\w+/g, 'chatcmpl-…'))).toEqual(lines);
    },
  );

  it('are the tabs of GraphiQL, with their text in comments', () => {
    expect(graphiqlTabs.find(({ name }) => name === 'CancelAnswer')).toEqual({
      name: 'CancelAnswer',
      query: `# Cancel.
#
# Stops it and gives the state it reached.
# Stopping one that has ended changes nothing.
#
# Press play to cancel the newest completion
# of this page, or put an ID into the
# variables.
mutation CancelAnswer($input: CancelChatCompletionInput!) {
  cancelChatCompletion(input: $input) {
    __typename
    ... on ChatCompletion {
      id
      status
      text
    }
    ... on Error {
      code
      message
    }
  }
}
`,
      variables: '{\n  "input": {\n    "id": "chatcmpl-PUT-AN-ID-HERE"\n  }\n}',
    });
  });
});
