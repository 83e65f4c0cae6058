import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { pino, type Logger } from 'pino';
import { createCompactions } from '../../src/conversations/compaction/compactions.ts';
import { noConversations } from '../../src/conversations/database/no-conversations.ts';
import { createTurns } from '../../src/conversations/running/create-turns.ts';
import type { Identify } from '../../src/http/access/credentials.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import type { GraphqlLimits } from '../../src/schema/limits/limits.ts';
import { createFindDocument } from '../../src/schema/persisted/find-document.ts';
import { createGraphqlSurface, type GraphqlSurface } from '../../src/schema/surface.ts';
import { noUsage } from '../../src/usage/no-usage.ts';
import { gatewayFacts, noAlerts, noQuotaHistory } from '../support/gateway-facts.ts';
import { lettingIn, localCaller } from '../support/callers.ts';

/** A GraphQL surface on a server of its own. */
export interface TestSurface {
  readonly url: string;
  readonly surface: GraphqlSurface;
  close(): Promise<void>;
}

/** How it differs from the one of a gateway. */
export interface TestSurfaceOptions {
  readonly limits?: Partial<GraphqlLimits>;
  readonly apiKey?: string;
  readonly logger?: Logger;
  readonly verbose?: boolean;
  readonly hasGraphiql?: boolean;
  readonly isIntrospectionAllowed?: boolean;
}

/** Puts a surface with other limits, a key or a logger in front of a core. */
export async function startSurface(
  core: SessionCore,
  {
    limits = {},
    apiKey,
    logger = pino({ level: 'silent' }),
    verbose = false,
    hasGraphiql = true,
    isIntrospectionAllowed = true,
  }: TestSurfaceOptions = {},
): Promise<TestSurface> {
  const identify: Identify = async ({ keys }) =>
    await Promise.resolve(apiKey === undefined || keys.includes(apiKey) ? localCaller : null);
  const conversations = noConversations();
  const surface = createGraphqlSurface({
    core,
    conversations,
    compactions: createCompactions(randomBytes(32)),
    turns: createTurns({ core, store: conversations, logger }),
    usage: noUsage,
    version: '0.0.0',
    logger,
    verbose,
    hasGraphiql,
    isIntrospectionAllowed,
    findDocument: createFindDocument({}),
    limits,
    identify,
    quota: noQuotaHistory,
    alerts: noAlerts,
    gateway: { ...gatewayFacts, isKeyRequired: apiKey !== undefined },
  });
  const server = createServer(express().use('/graphql', lettingIn(identify), surface.handler));
  server.on('upgrade', (...upgrade) => surface.handleUpgrade(...upgrade));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It is not bound.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    surface,
    async close() {
      await surface.close(AbortSignal.timeout(1000));
      server.closeAllConnections();
      server.close();
    },
  };
}
