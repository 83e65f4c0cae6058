import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

const audits = serverAudits({ url: () => `${gateway.url}/graphql` });

/** The ids of audits that end in a warning, each with the reason why that is as it should be. */
const warned: ReadonlyMap<string, string> = new Map([]);

describe('GraphQL over HTTP', () => {
  it('is audited in full', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.name, audit.id, audit] as const))(
    'is as the audit wants: %s (%s)',
    async (_name, id, audit) => {
      const result = await audit.fn();
      const expected = warned.has(id) ? 'warn' : 'ok';
      expect(result).toEqual(expect.objectContaining({ id, status: expected }));
    },
  );
});
