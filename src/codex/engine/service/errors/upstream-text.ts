import { z } from 'zod';

/** The service's own description of why it refused a request. */
export interface Refusal {
  readonly message: string;
  readonly code: string | null;
  /** The field at fault by its name in the Responses API, `text.format.schema`. */
  readonly param: string | null;
}

const text = z.string().min(1);
const openaiBody = z.object({
  error: z.object({
    message: text,
    code: z.string().nullish(),
    param: z.string().nullish(),
  }),
});
const detailBody = z.object({ detail: text });

/**
 * Reads the service's refusal out of Codex's message. For a 400 that Codex does not recognize, the
 * message is the service's body, or over a WebSocket the whole frame (measured on 0.169.0). Null if
 * the message is not JSON.
 */
export function refusalIn(message: string): Refusal | null {
  const body = parseObject(message);
  if (body === null) return null;
  const { error } = openaiBody.safeParse(body).data ?? {};
  const detail = detailBody.safeParse(body).data?.detail;
  return {
    message: error?.message ?? detail ?? 'The service refused the request.',
    code: error?.code ?? null,
    param: error?.param ?? null,
  };
}

function parseObject(message: string): object | null {
  if (!message.startsWith('{')) return null;
  try {
    return z.looseObject({}).parse(JSON.parse(message));
  } catch {
    return null;
  }
}

const tail = /, (?:url|cf-ray|request id|auth error|auth error code): .*$/s;
const unexpectedStatus =
  /^(?:unexpected status|exceeded retry limit, last status:) (?<status>\d{3} [^:]*?)(?:: (?<said>.*))?$/s;

/**
 * Codex's message about an HTTP failure of the service, without the service's URL and other traces,
 * and without a body that is not a sentence (`<html>…`).
 */
export function httpFailureText(message: string): string {
  const { status, said } = unexpectedStatus.exec(message.replace(tail, ''))?.groups ?? {};
  if (status === undefined) return 'The service failed to answer.';
  const answered = `The service answered with ${status.replace(' <unknown status code>', '')}`;
  const isSentence = said !== undefined && /^[^<{]/.test(said) && said !== 'Unknown error';
  return isSentence ? `${answered}: ${said}` : `${answered}.`;
}

const disconnected = 'stream disconnected before completion: ';
/** How Codex and its libraries word a broken connection. Any other wording is the service's. */
const transport =
  /^(?:transport error|websocket|error sending request|idle timeout|stream closed|connection|network error|io error|tls)/i;

/**
 * The text of a `stream disconnected before completion: …`: what the service said when it failed
 * (`response.failed`), or that the connection broke. Null for any other message.
 */
export function disconnectionText(message: string): string | null {
  if (!message.startsWith(disconnected)) return null;
  const reason = message.slice(disconnected.length).trim();
  return reason === '' || transport.test(reason) || reason.includes('://')
    ? 'The connection to the service broke before the answer was complete.'
    : reason;
}
