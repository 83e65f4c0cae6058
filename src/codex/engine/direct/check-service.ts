import { LoginRequiredError, UpstreamError } from '../../../errors/errors.ts';
import type { ConnectionFault } from '../service/contact/connection-fault.ts';
import { faultOfError } from '../service/contact/fault-of-error.ts';
import { openAbortScope } from '../../../util/abort-scope.ts';
import type { Provider } from './provider/provider.ts';
import type { Credentials } from './login/credentials.ts';
import type { ServiceAccess } from './login/service-access.ts';
import { BrokenConnection } from './transport/faults.ts';
import type { Network } from './transport/network.ts';
import { openSocket } from './transport/open-socket.ts';
import { post, type WholeAnswer } from './transport/get.ts';

/** What became of a connection to the service. */
export type ServiceContact =
  /** Something answered: the service, or what stands in its place. */
  | {
      readonly kind: 'answered';
      readonly url: URL;
      readonly status: number;
      /** Whether the answer is a page for people. */
      readonly isPage: boolean;
      /** How far the clock of this machine is ahead of the answer's, in milliseconds; null without one. */
      readonly clockAheadMs: number | null;
    }
  /** The connection was made, and nothing was asked over it. */
  | { readonly kind: 'connected'; readonly url: URL }
  | {
      readonly kind: 'broken';
      readonly url: URL;
      readonly fault: ConnectionFault | null;
      /** For people: `connect ECONNREFUSED 127.0.0.1:9`. */
      readonly detail: string;
      /** Node's, or OpenSSL's: `ECONNREFUSED`, `SELF_SIGNED_CERT_IN_CHAIN`. */
      readonly code: string;
    };

/** What became of the login, or of the provider's own key. */
export type LoginCheck =
  /** The service lets it in, or wants none. */
  | { readonly kind: 'accepted' }
  /** There is none, or Codex cannot renew it, or a key is missing: the error that requests get. */
  | { readonly kind: 'missing'; readonly error: LoginRequiredError | UpstreamError }
  /** The service refuses it: a 401, or a 403 that is no page. */
  | { readonly kind: 'refused'; readonly status: number }
  /** The service was not asked, or gave no answer that tells. */
  | { readonly kind: 'unproven' };

/** Both. */
export interface ServiceCheck {
  readonly contact: ServiceContact;
  readonly login: LoginCheck;
}

/** How long the connection may take, and how long the answer, in milliseconds. */
const answerMs = 4000;

/** How much is read of an answer, in bytes: more than any refusal has. */
const answerBytes = 256 * 1024;

/**
 * Sends an empty request to where answers come from. The service refuses it once it has seen who
 * asks, so it asks no model and costs nothing. A token that is refused is renewed once, as for any
 * request. Rejects with `UpstreamError` where Codex does not say where that is, and with the reason of
 * the signal.
 */
export async function checkService(
  access: ServiceAccess,
  network: Network,
  signal: AbortSignal,
): Promise<ServiceCheck> {
  const { responsesUrl, headers, kind } = await providerOf(access, signal);
  let credentials: Credentials;
  try {
    credentials = await access.current(signal);
  } catch (error) {
    return { contact: await connectTo(responsesUrl, network, signal), login: missing(error) };
  }
  const ask = async (): Promise<ServiceContact> =>
    await askNothing(responsesUrl, { ...headers, ...credentials.headers }, network, signal);
  const contact = await ask();
  if (contact.kind !== 'answered' || contact.status !== 401 || kind !== 'chatgpt') {
    return { contact, login: loginIn(contact) };
  }
  try {
    credentials = await access.renewed(credentials, signal);
  } catch (error) {
    return { contact, login: missing(error) };
  }
  const again = await ask();
  return { contact: again, login: loginIn(again) };
}

/** Codex may ask the service where to send requests. Rejects with `UpstreamError` where that takes too long. */
async function providerOf(access: ServiceAccess, signal: AbortSignal): Promise<Provider> {
  const scope = openAbortScope({ signals: [signal], timeoutMs: answerMs });
  try {
    return await access.provider(scope.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!scope.signal.aborted) throw error;
    const message = 'Codex did not give the login in time.';
    throw new UpstreamError('upstream_error', message, { cause: error });
  } finally {
    scope.release();
  }
}

/** Connects as an engine does, and asks nothing. Rejects with the reason of the signal alone. */
export async function connectTo(
  url: URL,
  network: Network,
  signal: AbortSignal,
): Promise<ServiceContact> {
  return await within(url, signal, async (limit) => {
    const socket = await openSocket(url, network, limit);
    socket.destroy();
    return { kind: 'connected', url };
  });
}

/** What a task gives in time; that the connection is broken, where it fails or takes too long. */
async function within(
  url: URL,
  signal: AbortSignal,
  task: (limit: AbortSignal) => Promise<ServiceContact>,
): Promise<ServiceContact> {
  const scope = openAbortScope({ signals: [signal], timeoutMs: answerMs });
  try {
    return await task(scope.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!scope.signal.aborted) return broken(url, error);
    const detail = `no answer within ${answerMs / 1000} s`;
    return { kind: 'broken', url, fault: 'timeout', detail, code: 'ETIMEDOUT' };
  } finally {
    scope.release();
  }
}

async function askNothing(
  url: URL,
  headers: Readonly<Record<string, string>>,
  network: Network,
  signal: AbortSignal,
): Promise<ServiceContact> {
  return await within(url, signal, async (limit) => {
    const limits = { signal: limit, maxBytes: answerBytes };
    return answered(url, await post(url, headers, '{}', network, limits));
  });
}

function answered(url: URL, { status, headers, text }: WholeAnswer): ServiceContact {
  const date = Date.parse(headers.date ?? '');
  return {
    kind: 'answered',
    url,
    status,
    isPage: text.trimStart().startsWith('<'),
    clockAheadMs: Number.isNaN(date) ? null : Date.now() - date,
  };
}

function broken(url: URL, error: unknown): ServiceContact {
  const known = error instanceof BrokenConnection ? error.fault : faultOfError(error);
  const cause: unknown = error instanceof BrokenConnection ? error.cause : error;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const hasCode = typeof first === 'object' && first !== null && 'code' in first;
  return {
    kind: 'broken',
    url,
    fault: known,
    detail: first instanceof Error ? first.message : String(first),
    code: hasCode ? String(first.code) : '',
  };
}

function loginIn(contact: ServiceContact): LoginCheck {
  if (contact.kind !== 'answered') return { kind: 'unproven' };
  const { status, isPage } = contact;
  if (isPage || status >= 500 || status === 407) return { kind: 'unproven' };
  return status === 401 || status === 403 ? { kind: 'refused', status } : { kind: 'accepted' };
}

function missing(error: unknown): LoginCheck {
  if (error instanceof LoginRequiredError || error instanceof UpstreamError) {
    return { kind: 'missing', error };
  }
  throw error;
}
