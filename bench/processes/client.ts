// A client of the gateway.
import { serveParent } from './child.ts';
import { clientProtocol, type ClientAnswer } from './client-protocol.ts';

let request: { url: string; body: string } = { url: '', body: '' };

serveParent(clientProtocol, async (order) => {
  if (order.type === 'send') return await ask();
  request = order;
  return null;
});

/** Sends the request and reads all of its stream, or of its refusal. */
async function ask(): Promise<ClientAnswer> {
  const start = performance.now();
  const response = await fetch(request.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: request.body,
  });
  let firstByteMs = 0;
  let text = '';
  for await (const bytes of response.body ?? []) {
    firstByteMs ||= performance.now() - start;
    text += Buffer.from(bytes).toString();
  }
  const chunks = text.split('\n\n').length - 1;
  const failure = text.endsWith('data: [DONE]\n\n') ? null : text.slice(-500);
  return { chunks, firstByteMs, failure };
}
