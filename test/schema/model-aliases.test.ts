import { expect, it } from 'vitest';
import { startTestGateway } from '../support/gateway.ts';
import { post } from './clients.ts';

it('models have the aliases that were set for them', async () => {
  const aliases = 'gpt-4o=gpt-5.5,fast=gpt-5.5-low,gone=none';
  const gateway = await startTestGateway({ args: ['--model-alias', aliases] });
  const query = '{ model(id: "gpt-4o") { id aliases } models { edges { node { id aliases } } } }';
  const body: unknown = await (await post(gateway.url, { query })).json();
  await gateway.close();

  expect(body).toMatchObject({ data: { model: { id: 'gpt-5.5', aliases: ['gpt-4o', 'fast'] } } });
  expect(JSON.stringify(body).match(/"aliases":\["/g)).toHaveLength(2);
});
