import express from 'express';
import { WebSocketServer } from 'ws';
import type { SessionCore } from '../../../src/codex/session-core.ts';
import { callerOf } from '../../../src/http/access/caller-of.ts';
import { errorRow } from '../../../src/errors/error-table.ts';
import { addPost, methodNotAllowed } from '../../../src/http/answer/routes.ts';
import { jsonBody } from '../../../src/http/body/json-body.ts';
import type { HttpSurface } from '../../../src/http/surface.ts';
import { createSayHandler } from './say.ts';

/** What the echo is built from. */
export interface EchoDeps {
  readonly core: SessionCore;
}

/** An API with a wire format that no other has. It has the model repeat a text. */
export const echoSurface: HttpSurface<EchoDeps> = {
  paths: ['/echo'],
  routes: [{ path: '/echo/say', link: 'echo' }],
  keyHeaders: ['x-echo-key'],
  exposedHeaders: ['x-echo-failed'],
  errorFormat: (error, requestId) => ({
    status: errorRow(error.code).status,
    headers: { 'x-echo-failed': error.code },
    body: { echo: null, failed: error.code, because: error.message, asked: requestId },
  }),
  open({ core }) {
    const router = express.Router();
    const json = jsonBody({ maxBytes: 1000, verbose: false });
    addPost(router, '/echo/say', ...json, createSayHandler(core));
    router
      .route('/echo/faults/:fault')
      .get((req, res) => {
        if (req.params.fault === 'late') res.write('{"echo":"');
        throw new Error('password is hunter2');
      })
      .all(methodNotAllowed('GET, HEAD'));
    const sockets = new WebSocketServer({ noServer: true });
    return {
      handler: router,
      upgrade: {
        paths: ['/echo/socket'],
        handle: (request, ...rest) =>
          sockets.handleUpgrade(request, ...rest, (socket) => {
            const { name } = callerOf(request);
            socket.on('message', (data: Buffer) => socket.send(`${name}: ${data.toString()}`));
          }),
      },
      close: async () => {
        for (const socket of sockets.clients) socket.close(1001);
        await Promise.resolve();
      },
    };
  },
};
