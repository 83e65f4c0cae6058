// The stand-in for the service, in a process of its own: its work is not the gateway's.
import { startStandIn } from '../src/standin/index.ts';

const standIn = await startStandIn();
process.send?.(standIn.baseUrl);
process.on('disconnect', () => process.exit());
