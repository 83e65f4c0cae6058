import type { TestGateway } from '../../support/gateway.ts';
import type { Client } from '../client.ts';

/** What a scenario works with; made before its first test. */
export interface Stage {
  readonly client: Client;
  readonly gateway: TestGateway;
  /** A key that the gateway takes. */
  readonly apiKey: string;
  /** The same library with a key that the gateway does not take. */
  readonly stranger: Client;
}
