// The stand-in for the service.
import { startStandIn } from '../../src/standin/index.ts';
import { serveParent } from './child.ts';
import { standInProtocol } from './stand-in-protocol.ts';

serveParent(standInProtocol, async ({ tokensPerSecond }) => {
  const { baseUrl } = await startStandIn({ tokensPerSecond });
  return baseUrl;
});
