// A gateway in a process of its own, so that its CPU and its memory can be told from the rest.
import type { Gateway } from '../../src/gateway.ts';
import { startMeasuredGateway } from '../upstream.ts';
import { serveParent } from './child.ts';
import { gatewayProtocol } from './gateway-protocol.ts';

let gateway: Gateway | undefined;

serveParent(gatewayProtocol, async (order) => {
  if (order.type === 'close') {
    await gateway?.close();
    return null;
  }
  const { args, env, ...folders } = order;
  gateway = await startMeasuredGateway(folders, args, { ...process.env, ...env });
  return gateway.url;
});
