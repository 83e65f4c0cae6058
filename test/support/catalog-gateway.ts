import { startTestGateway, type TestGateway } from './gateway.ts';

/**
 * Does something on a gateway with a ChatGPT login. Its models are those of Codex's catalog, and any
 * other name is refused, with either engine. A custom provider may have other models.
 */
export async function onCatalogGateway<T>(task: (gateway: TestGateway) => Promise<T>): Promise<T> {
  const gateway = await startTestGateway({ login: 'present' });
  try {
    return await task(gateway);
  } finally {
    await gateway.close();
  }
}
