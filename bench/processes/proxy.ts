// A proxy as the direct ones are: it posts each request to the service over a connection of its own
// and passes the stream on.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { listen } from '../network/listen.ts';
import { tlsAuthority } from '../network/tls-files.ts';
import { serveParent } from './child.ts';
import { proxyProtocol } from './proxy-protocol.ts';

const chat = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

serveParent(proxyProtocol, async ({ baseUrl }) => {
  const server = createServer((asked, reply) => void passOn(baseUrl, asked, reply));
  return `http://127.0.0.1:${await listen(server)}`;
});

async function passOn(
  baseUrl: string,
  asked: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const { model, messages } = chat.parse(await json(asked));
  const input = messages.map(({ role, content }) => ({
    type: 'message',
    role,
    content: [{ type: role === 'user' ? 'input_text' : 'output_text', text: content }],
  }));
  const body = JSON.stringify({ model, instructions: '', input, stream: true, store: false });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const options = { method: 'POST', headers, agent: false, ca: tlsAuthority };
  request(`${baseUrl}/responses`, options, (response) => {
    reply.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(reply);
  })
    .on('error', (error) => reply.destroy(error))
    .end(body);
}
