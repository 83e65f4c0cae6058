import { describe, expect, it } from 'vitest';
import { startTestGateway } from '../support/gateway.ts';
import { memoryLog } from '../support/memory-log.ts';
import { createTempFolder } from '../support/temp-folder.ts';
import { writeBuiltFolder } from './built-folder.ts';
import { browserAccept, load } from './load.ts';

describe('with --dashboard off', () => {
  it('there is no page, and the root answers everybody alike', async () => {
    const folder = await writeBuiltFolder();
    const gateway = await startTestGateway({
      dashboardFolder: folder.path,
      args: ['--dashboard', 'off'],
    });
    for (const path of ['/ui', '/ui/', '/ui/usage', '/ui/assets/index-D0fQ9t_2.js']) {
      const { status, headers, body } = await load(gateway.url, path, { accept: browserAccept });
      expect(status).toBe(404);
      expect(headers['content-security-policy']).toBeUndefined();
      expect(JSON.parse(body.toString())).toMatchObject({
        error: { message: `Invalid URL (GET ${path})`, code: null },
      });
    }
    for (const accept of [browserAccept, '*/*']) {
      const { status, headers, body } = await load(gateway.url, '/', { accept });
      expect([status, headers.vary]).toEqual([200, 'Origin']);
      expect(JSON.parse(body.toString())).toMatchObject({ name: 'codex-serve' });
    }
    await gateway.close();
    await folder.remove();
  });

  it('the root needs a key from browsers too', async () => {
    const gateway = await startTestGateway({
      args: ['--dashboard', 'off', '--api-key', 'secret-key'],
    });
    expect((await load(gateway.url, '/', { accept: browserAccept })).status).toBe(401);
    await gateway.close();
  });
});

describe('a checkout that is not built', () => {
  const notBuilt = 'The dashboard is not built. Run `npm run build`, then restart the gateway.';

  it.each(['', 'missing'])('starts, and says what to do: %j', async (name) => {
    const folder = await createTempFolder();
    const log = memoryLog();
    const gateway = await startTestGateway({
      dashboardFolder: `${folder.path}/${name}`,
      logger: log.logger,
    });
    expect(log.lines).toContainEqual(expect.objectContaining({ msg: notBuilt }));
    const root = await load(gateway.url, '/', { accept: browserAccept });
    expect([root.status, root.headers.location]).toEqual([302, '/ui/']);
    for (const path of ['/ui/', '/ui/usage', '/ui/assets/index.js']) {
      const page = await load(gateway.url, path, { accept: browserAccept });
      expect([page.status, page.headers['content-type']]).toEqual([
        404,
        'text/plain; charset=utf-8',
      ]);
      expect(page.body.toString()).toBe(`${notBuilt}\n`);
      const program = await load(gateway.url, path);
      expect(program.status).toBe(404);
      expect(JSON.parse(program.body.toString())).toMatchObject({
        error: { message: notBuilt, code: null },
      });
    }
    expect((await fetch(`${gateway.url}/v1/models`)).status).toBe(200);
    await gateway.close();
    await folder.remove();
  });
});
