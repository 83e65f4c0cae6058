import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startAlertReceiver } from '../alerts/alert-receiver.ts';
import { ListAlertsDocument } from '../generated/graphql.ts';
import { execute } from '../schema/clients.ts';
import { startTestGateway } from '../support/gateway.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

const patient = { timeout: 20_000 };

let disk: TempFolder;

beforeEach(async () => {
  disk = await createTempFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=500m', 'tmpfs', disk.path]);
});
afterEach(async () => {
  // libsql holds a closed database until the garbage is collected.
  execFileSync('umount', ['--lazy', disk.path]);
  await disk.remove();
});

it('a disk with less than 1 GiB raises an alert once, which more room ends', async () => {
  const receiver = await startAlertReceiver();
  const home = path.join(disk.path, 'gateway');
  const gateway = await startTestGateway({ args: ['--home', home, '--alert-url', receiver.url] });
  const alerts = async (): Promise<unknown> =>
    (await execute(gateway.url, ListAlertsDocument, {})).alerts;
  await expect.poll(alerts, patient).toMatchObject([
    {
      kind: 'DISK_LOW',
      severity: 'CRITICAL',
      subject: null,
      message: `Less than 512 MiB are free on the disk of ${home}.`,
    },
  ]);
  execFileSync('mount', ['-o', 'remount,size=2g', disk.path]);
  await expect.poll(alerts, patient).toEqual([]);
  expect(receiver.posted.map(({ alert }) => alert.kind)).toEqual(['disk_low']);
  await gateway.close();
  receiver.close();
});
