import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import { openAbortScope } from '../util/abort-scope.ts';
import type { Alert } from './alert.ts';
import { errorCode } from '../util/error-code.ts';

/** Posts alerts to the receiver of `--alert-url`. */
export interface Delivery {
  /** Posts an alert, again and again until the receiver takes it. Returns at once. */
  post(alert: Alert): void;
  /** Stops posting. */
  close(): void;
}

/** Where alerts go. */
export interface Receiver {
  readonly url: URL;
  /** Signs the body; undefined posts it unsigned. */
  readonly secret: string | undefined;
}

/** What a delivery needs. */
export interface DeliveryOptions {
  readonly receiver: Receiver;
  /** The address and version of this gateway, for people who have several. */
  readonly gateway: { readonly url: string; readonly version: string };
  readonly logger: Logger;
  /** Called when the receiver has taken an alert, or when it is given up. */
  readonly onSettled: (id: string) => void;
  /** The first pause after a failure, in milliseconds; each further one is twice as long. Default: 1000. */
  readonly retryMs?: number;
}

/** The longest pause between two attempts, in milliseconds. */
const longestPauseMs = 5 * 60_000;

/** An alert that no receiver accepts for this time, in milliseconds, is given up. */
const giveUpMs = 24 * 60 * 60 * 1000;

/** How long a receiver may take to answer, in milliseconds. */
const answerMs = 10_000;

/**
 * A delivery that posts each alert as JSON. A status of 2xx takes it; a redirect does not. Receivers
 * should ignore an id that they know: a gateway that is killed before it notes an answer posts again.
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { receiver, logger, onSettled, retryMs = 1000 } = options;
  const closing = new AbortController();
  const timers = new Set<NodeJS.Timeout>();

  async function attempt(alert: Alert, pauseMs: number): Promise<void> {
    const scope = openAbortScope({ signals: [closing.signal], timeoutMs: answerMs });
    try {
      await send(receiver, bodyOf(alert, options.gateway), scope.signal);
      logger.info({ alertId: alert.id, kind: alert.kind }, 'alert delivered');
      onSettled(alert.id);
    } catch (error) {
      if (!closing.signal.aborted) failed(alert, pauseMs, error);
    } finally {
      scope.release();
    }
  }

  function failed(alert: Alert, pauseMs: number, error: unknown): void {
    const facts = { alertId: alert.id, kind: alert.kind, reason: reasonOf(error) };
    if (Date.now() - alert.since.getTime() > giveUpMs) {
      logger.error(facts, 'alert given up: its receiver has not taken it for a day');
      onSettled(alert.id);
      return;
    }
    logger.warn({ ...facts, retryMs: pauseMs }, 'alert not delivered');
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(alert, Math.min(2 * pauseMs, longestPauseMs));
    }, pauseMs).unref();
    timers.add(timer);
  }

  return {
    post: (alert) => void attempt(alert, retryMs),
    close() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function bodyOf(alert: Alert, gateway: DeliveryOptions['gateway']): string {
  const { id, kind, severity, subject, message, remedy, since } = alert;
  const told = { id, kind, severity, subject, message, remedy, since: since.toISOString() };
  return JSON.stringify({ type: 'alert.raised', alert: told, gateway });
}

async function send({ url, secret }: Receiver, body: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'codex-serve',
      ...(secret !== undefined && { 'x-codex-serve-signature': signatureOf(body, secret) }),
    },
    body,
    // A redirect could lead anywhere.
    redirect: 'error',
    signal,
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
}

function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Without the URL, which may hold a secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause = error } = error;
  if (!(cause instanceof Error)) return error.message;
  return errorCode(cause) ?? cause.message;
}
