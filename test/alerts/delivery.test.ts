import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import type { Alert } from '../../src/alerts/alert.ts';
import { createDelivery, type Delivery } from '../../src/alerts/delivery.ts';
import { startAlertReceiver, type AlertReceiver } from './alert-receiver.ts';

let receiver: AlertReceiver;
let delivery: Delivery;
let settled: string[];
let lines: string[];

beforeEach(async () => {
  receiver = await startAlertReceiver();
  settled = [];
  lines = [];
});
afterEach(() => {
  delivery.close();
  receiver.close();
});

function alertSince(since: Date): Alert {
  return {
    id: 'alert_1',
    kind: 'disk_low',
    subject: null,
    severity: 'critical',
    message: 'Less than 128 MiB are free.',
    remedy: 'Free some space.',
    resetsAt: null,
    since,
  };
}

function deliver(options: { secret?: string; since?: Date; url?: string } = {}): void {
  delivery = createDelivery({
    receiver: { url: new URL(options.url ?? receiver.url), secret: options.secret },
    gateway: { url: 'http://127.0.0.1:8000', version: '1.2.3' },
    logger: pino({}, { write: (line: string) => lines.push(line) }),
    onSettled: (id) => settled.push(id),
    retryMs: 10,
  });
  delivery.post(alertSince(options.since ?? new Date()));
}

const isSettled = async (): Promise<void> => await expect.poll(() => settled).toEqual(['alert_1']);

describe('an alert on its way', () => {
  it('is posted as JSON, signed over the very bytes of the body', async () => {
    const since = new Date();
    deliver({ secret: 'a secret', since });
    await isSettled();
    const [posted] = receiver.posted;
    expect(JSON.parse(posted?.body ?? '')).toEqual({
      type: 'alert.raised',
      alert: {
        id: 'alert_1',
        kind: 'disk_low',
        severity: 'critical',
        subject: null,
        message: 'Less than 128 MiB are free.',
        remedy: 'Free some space.',
        since: since.toISOString(),
      },
      gateway: { url: 'http://127.0.0.1:8000', version: '1.2.3' },
    });
    const signature = createHmac('sha256', 'a secret')
      .update(posted?.body ?? '')
      .digest('hex');
    expect(posted?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-codex-serve-signature': `sha256=${signature}`,
    });
    expect(receiver.posted).toHaveLength(1);
  });

  it('has no signature without a secret', async () => {
    deliver();
    await isSettled();
    expect(receiver.posted[0]?.headers['x-codex-serve-signature']).toBeUndefined();
  });

  it.each([500, 404, 429])('is posted again after a %d, under the same id', async (status) => {
    receiver.answer(status);
    deliver();
    await expect.poll(() => receiver.posted.length).toBeGreaterThanOrEqual(3);
    receiver.answer(200);
    await isSettled();
    expect(new Set(receiver.posted.map(({ alert }) => alert.id))).toEqual(new Set(['alert_1']));
  });

  it('does not follow a redirect', async () => {
    receiver.answer(307, { location: `${receiver.url}/elsewhere` });
    deliver();
    await expect.poll(() => receiver.posted.length).toBeGreaterThanOrEqual(2);
    receiver.answer(204);
    await isSettled();
    expect(new Set(receiver.posted.map(({ path }) => path))).toEqual(new Set(['/hook']));
    expect(lines.join('')).toContain('"reason":"unexpected redirect"');
  });

  it('goes to a receiver that comes up later, and the log does not show the address', async () => {
    receiver.close();
    deliver();
    await expect
      .poll(() => lines.filter((line) => line.includes('ECONNREFUSED')).length)
      .toBeGreaterThan(1);
    expect(lines.join('')).not.toContain('/hook');
    expect(settled).toEqual([]);
  });

  it('is given up after a day, and the log says so', async () => {
    receiver.answer(500);
    deliver({ since: new Date(Date.now() - 25 * 60 * 60 * 1000) });
    await isSettled();
    expect(lines.join('')).toContain('alert given up');
  });

  it('stops when the gateway stops, also before an answer', async () => {
    receiver.answer('hang');
    deliver();
    await expect.poll(() => receiver.posted.length).toBe(1);
    delivery.close();
    expect(settled).toEqual([]);
    expect(lines).toEqual([]);
  });
});
