import type { RequestHandler } from 'express';

/** `GET /` and `HEAD /`: what this is, for people and for clients that probe the root first. */
export function createRootHandler(version: string): RequestHandler {
  return (_req, res) => {
    res.json({
      name: 'codex-serve',
      version,
      links: {
        chat_completions: '/v1/chat/completions',
        models: '/v1/models',
        graphql: '/graphql',
        health: '/healthz',
      },
    });
  };
}
