// A client of the gateway, in a process of its own: its work is not the gateway's.
import { clientMessage, type ClientAnswer, type ClientReply } from './client-messages.ts';

let request: { url: string; body: string } = { url: '', body: '' };

process.on('message', (sent) => void obey(sent));
process.on('disconnect', () => process.exit());

async function obey(sent: unknown): Promise<void> {
  const message = clientMessage.parse(sent);
  if (message.type === 'take') request = message;
  const reply: ClientReply = message.type === 'take' ? { type: 'taken' } : await ask();
  process.send?.(reply);
}

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
  return { type: 'answered', chunks, firstByteMs, failure };
}
