import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createAccess } from '../../src/http/access/access.ts';
import { createApp } from '../../src/http/server/app.ts';
import { createRequestLog } from '../../src/http/server/request-log.ts';
import { createMessageClasses } from '../../src/http/server/messages.ts';
import type { MountedSurface } from '../../src/http/surface.ts';
import { openAiSurface } from '../../src/rest/openai/surface.ts';
import { listen } from '../images/image-server.ts';

/** Whether V8 knows two objects by one shape, and so finds their members where the last one's were. */
function haveOneShape(one: object, other: object): boolean {
  setFlagsFromString('--allow-natives-syntax');
  const compare: unknown = runInNewContext('(one, other) => %HaveSameMap(one, other)');
  if (typeof compare !== 'function') throw new Error('this V8 compares no shapes');
  return compare(one, other) === true;
}

it('requests and responses of the application have one shape', async () => {
  const seen: [IncomingMessage, ServerResponse][] = [];
  const classes = createMessageClasses();
  const access = createAccess({
    boundHost: '127.0.0.1',
    apiKeys: [],
    adminKeys: [],
    corsOrigins: [],
    allowHosts: [],
    isAdminToken: () => false,
  });
  const surface: MountedSurface = {
    ...openAiSurface,
    handler(req, res) {
      seen.push([req, res]);
      res.end(req.url);
    },
  };
  const app = createApp(
    access,
    createRequestLog(pino({ level: 'silent' })).handler,
    [surface],
    classes,
  );
  const server = createServer(classes, app);
  const port = await listen(server);
  for (let request = 0; request < 12; request++) {
    const response = await fetch(`http://127.0.0.1:${port}/${request}`);
    expect(await response.text()).toBe(`/${request}`);
  }
  server.close();

  // Those that came first taught V8 what there is in one.
  const later = seen.slice(8);
  expect(later).toHaveLength(4);
  for (const [index, [request, response]] of later.entries()) {
    const [nextRequest, nextResponse] = later[index + 1] ?? [request, response];
    expect(haveOneShape(request, nextRequest)).toBe(true);
    expect(haveOneShape(response, nextResponse)).toBe(true);
  }
});
