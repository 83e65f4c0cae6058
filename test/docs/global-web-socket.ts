import { WebSocket } from 'ws';

// Node 20 has none.
Object.assign(globalThis, { WebSocket });
