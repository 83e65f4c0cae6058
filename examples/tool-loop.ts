import type { FormattedExecutionResult } from 'graphql';
import { createSocketClient, dataOf, iterate } from './gateway.ts';
import type { SubmitToolOutputsInput, ToolLoopEventFragment } from './graphql/graphql.ts';
import { graphql } from './graphql/index.ts';

// Lets the model call a function of this program, until it has its answer.

const Ask = graphql(/* GraphQL */ `
  subscription AskWithTools($input: ChatCompletionInput!) {
    event: chatCompletion(input: $input) {
      ...ToolLoopEvent
    }
  }
`);

const GoOn = graphql(/* GraphQL */ `
  subscription GoOn($input: SubmitToolOutputsInput!) {
    event: submitToolOutputs(input: $input) {
      ...ToolLoopEvent
    }
  }
`);

graphql(/* GraphQL */ `
  fragment ToolLoopEvent on ChatCompletionEvent {
    __typename
    completionId
    ... on ChatCompletionDelta {
      text
    }
    ... on ChatCompletionDone {
      completion {
        toolCalls {
          callId
          name
          input
        }
      }
    }
    ... on ChatCompletionFailed {
      error {
        message
      }
    }
  }
`);

const tool = {
  name: 'get_weather',
  description: 'The weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** What the model calls. The arguments are as it wrote them: expect anything. */
function runTool(name: string, input: string): string {
  if (name !== tool.name) return `There is no tool ${name}.`;
  const { city }: { city?: string } = JSON.parse(input);
  return `${city}: rain, 12 °C.`;
}

type Events = AsyncIterable<FormattedExecutionResult<{ event: ToolLoopEventFragment }, unknown>>;

/** Prints an answer, and runs the tools that it calls; undefined where it called none. */
async function outputsOf(events: Events): Promise<SubmitToolOutputsInput | undefined> {
  for await (const result of events) {
    const { event } = dataOf(result);
    if ('error' in event) throw new Error(event.error.message);
    if (event.__typename === 'ChatCompletionDelta') process.stdout.write(event.text);
    if (event.__typename !== 'ChatCompletionDone') continue;
    const outputs = event.completion.toolCalls.map(({ callId, name, input }) => {
      console.log(`${name}(${input})`);
      return { toolCallId: callId, content: [{ text: runTool(name, input) }] };
    });
    return outputs.length > 0 ? { completionId: event.completionId, outputs } : undefined;
  }
  throw new Error('The stream ended before the answer did.');
}

const text = 'Call get_weather, and tell me how it is in Bergen.';
const messages = [{ role: 'USER' as const, content: [{ text }] }];
const question = { messages, tools: [{ function: tool }] };
// A client of its own for each operation: what starts an answer must be sent once.
let outputs = await outputsOf(iterate(createSocketClient(0), Ask, { input: question }));
while (outputs !== undefined) {
  outputs = await outputsOf(iterate(createSocketClient(0), GoOn, { input: outputs }));
}
console.log();
