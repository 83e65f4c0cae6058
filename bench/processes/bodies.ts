// A client that sends bodies of any kind.
import { bodyKinds } from '../bodies.ts';
import { bodiesProtocol } from './bodies-protocol.ts';
import { serveParent } from './child.ts';

serveParent(bodiesProtocol, async ({ url, kind }) => {
  const found = bodyKinds.find(({ name }) => name === kind);
  if (found === undefined) throw new Error(`no body of the kind ${kind}`);
  const body = found.make();
  const response = await fetch(url + found.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const answer = await response.text();
  return {
    bytes: Buffer.byteLength(body),
    status: response.status,
    answer: answer.slice(0, 200),
  };
});
