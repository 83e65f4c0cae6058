import { describe } from 'vitest';
import { engineContract } from './contract.ts';
import { conversationContract } from './conversation-contract.ts';
import { engineStarter } from './harness.ts';
import { loginContract } from './login-contract.ts';
import { engineServiceContract } from './service-contract.ts';

const start = engineStarter('direct');

describe('the direct engine', () => {
  engineContract(start);
});

describe.each(['websocket', 'sse'] as const)('the direct engine over %s', (transport) => {
  engineServiceContract(async () => await start({ transport }), 'direct');
  conversationContract(async (options) => await start({ transport, ...options }));
});

describe('the login of the direct engine', () => {
  loginContract(start, 'direct');
});
