// Those who ask: clients of the gateway, or drivers of a Codex of their own.
import { startAppServer } from '../load/app-server.ts';
import { bareLane } from '../load/bare-lane.ts';
import { execLane } from '../load/exec-lane.ts';
import { mutationLane, subscriptionLane } from '../load/graphql-lanes.ts';
import type { Lane } from '../load/lane.ts';
import { proxyLane } from '../load/proxy-lane.ts';
import { responsesLane } from '../load/responses-lane.ts';
import { restLane } from '../load/rest-lane.ts';
import { runLanes } from '../load/run-lanes.ts';
import { serviceLane } from '../load/service-lane.ts';
import { serveParent } from './child.ts';
import { loadProtocol, type Way } from './load-protocol.ts';

let lanes: readonly Lane[] = [];

serveParent(loadProtocol, async (order) => {
  if (order.type === 'run') return await runLanes(lanes.slice(0, order.run.lanes), order.run);
  const createLane = await laneFactory(order.way);
  lanes = Array.from({ length: order.lanes }, createLane);
  return null;
});

async function laneFactory(way: Way): Promise<() => Lane> {
  switch (way.kind) {
    case 'rest':
      return () => restLane(way.url);
    case 'responses':
      return () => responsesLane(way.url, false);
    case 'stored-responses':
      return () => responsesLane(way.url, true);
    case 'subscription':
      return () => subscriptionLane(way.url);
    case 'mutation':
      return () => mutationLane(way.url);
    case 'proxy':
      return () => proxyLane(way.url);
    case 'service':
      return () => serviceLane(way.url);
    case 'exec':
      return () => execLane(way);
    case 'bare':
    default: {
      const server = await startAppServer(way);
      return () => bareLane(server, way.use, way.workspace);
    }
  }
}
