import { request, type Agent, type IncomingMessage } from 'node:http';
import { request as requestOverTls } from 'node:https';

/**
 * Posts JSON, and answers once the headers are here. Rejects for any status but 200. Node's own
 * client, since its `fetch` costs the machine more than what is measured here.
 */
export async function post(url: string, body: unknown, agent: Agent): Promise<IncomingMessage> {
  const json = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) };
  const ask = url.startsWith('https:') ? requestOverTls : request;
  const sent = ask(url, { method: 'POST', agent, headers }).end(json);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  if (response.statusCode === 200) return response;
  const text = (await response.toArray()).join('');
  throw new Error(`${response.statusCode}: ${text}`);
}
