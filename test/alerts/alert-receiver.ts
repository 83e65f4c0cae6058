import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** What was posted. */
export interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly alert: z.infer<typeof alertBody>['alert'];
}

/** A receiver of alerts. */
export interface AlertReceiver {
  readonly url: string;
  readonly posted: readonly Posted[];
  /** What it answers from now on; `hang` answers nothing. Default: 204. */
  answer(status: number | 'hang', headers?: Record<string, string>): void;
  close(): void;
}

const alertBody = z.strictObject({
  type: z.literal('alert.raised'),
  alert: z.strictObject({
    id: z.string(),
    kind: z.string(),
    severity: z.string(),
    subject: z.string().nullable(),
    message: z.string(),
    remedy: z.string(),
    since: z.iso.datetime(),
  }),
  gateway: z.strictObject({ url: z.string(), version: z.string() }),
});

/** Starts one on a free port of 127.0.0.1. */
export async function startAlertReceiver(): Promise<AlertReceiver> {
  const posted: Posted[] = [];
  let answer: { status: number | 'hang'; headers: Record<string, string> } = {
    status: 204,
    headers: {},
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { alert } = alertBody.parse(JSON.parse(body));
      posted.push({ path: request.url ?? '', headers: request.headers, body, alert });
      if (answer.status !== 'hang') response.writeHead(answer.status, answer.headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It is not bound.');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    posted,
    answer(status, headers = {}) {
      answer = { status, headers };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
