// Stands before a gateway and passes on everything. Beside what the gateway says over a WebSocket, it
// says that rows change: copies of the last completion of which the gateway has told the board.
import { createFeed, type Feed } from '../dashboard/feed.ts';
import { serveParent } from './child.ts';
import { feedProtocol } from './feed-protocol.ts';

let feed: Feed | undefined;

serveParent(feedProtocol, async (order) => {
  if (order.type === 'start') {
    feed = await createFeed(order.url);
    return { url: feed.url, changes: 0, lastTokens: 0 };
  }
  if (feed === undefined) throw new Error('It has not started');
  return { url: feed.url, ...(await feed.run(order)) };
});
