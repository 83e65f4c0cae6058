import { parseArgs } from 'node:util';
import { createSocketClient, dataOf, iterate } from './gateway.ts';
import type { BoardRowFragment } from './graphql/graphql.ts';
import { graphql } from './graphql/index.ts';

// A live board of everything that the gateway does, until Ctrl-C, or until so many completions have
// ended: npm run live-board -- --completions 3

graphql(/* GraphQL */ `
  fragment BoardRow on ChatCompletion {
    id
    status
    model
    client {
      keyName
    }
    timeToFirstTokenMs
    durationMs
    usage {
      inputTokens
      outputTokens
    }
  }
`);

const Board = graphql(/* GraphQL */ `
  query Board {
    completions(first: 20) {
      activityCursor
      edges {
        node {
          ...BoardRow
        }
      }
    }
  }
`);

const BoardEvents = graphql(/* GraphQL */ `
  subscription BoardEvents($after: String) {
    activity(after: $after) {
      __typename
      cursor
      ... on ChatCompletionActivity {
        completion {
          ...BoardRow
        }
      }
    }
  }
`);

const { values } = parseArgs({ options: { completions: { type: 'string' } } });
let left = Number(values.completions ?? Infinity);

const client = createSocketClient(Infinity);
process.once('SIGINT', () => void client.dispose());

const rows = new Map<string, BoardRowFragment>();
// Nothing is lost in between: the activity continues where the list was read.
let cursor = await readList();
draw();
const events = iterate(client, BoardEvents, {
  // Read again whenever the client reconnects; it then continues after the last event seen.
  get after() {
    return cursor;
  },
});
for await (const result of events) {
  const { activity: event } = dataOf(result);
  cursor = event.cursor;
  // Away for too long, or the gateway was restarted: read the list again.
  if (event.__typename === 'ActivityGap') await readList();
  else if ('completion' in event) rows.set(event.completion.id, event.completion);
  draw();
  const hasEnded = /Finished|Failed|Cancelled/.test(event.__typename);
  if (hasEnded && --left === 0) break;
}
await client.dispose();

async function readList(): Promise<string> {
  for await (const result of iterate(client, Board, {})) {
    const { completions } = dataOf(result);
    rows.clear();
    for (const { node } of completions.edges.toReversed()) rows.set(node.id, node);
    return completions.activityCursor;
  }
  throw new Error('The gateway has closed the connection.');
}

function draw(): void {
  console.clear();
  console.table(
    [...rows.values()]
      .slice(-20)
      .map(({ status, model, client: { keyName }, usage, ...times }) => ({
        status,
        model,
        key: keyName,
        'first token (ms)': times.timeToFirstTokenMs,
        'in all (ms)': times.durationMs,
        'tokens in': usage?.inputTokens,
        'tokens out': usage?.outputTokens,
      })),
  );
}
