import type { Contact } from '../../service/contact/contact.ts';
import type { TurnError } from '../rpc/protocol.ts';
import { statusOf } from './http-status.ts';

/** How Codex words a host that refuses, has no address, or fails at TLS (measured on 0.171.0). */
const unreachable = /^Connection failed: /;
/** How Codex words a connection that was reset or closed; 0.169.0 uses it for both kinds. */
const broken =
  /^stream disconnected before completion: *(?:$|transport error|websocket|error sending request|stream closed|connection|network error|io error|tls)/i;
/** How Codex begins what the service itself has said. */
const answered =
  /^(?:\{|unexpected status|exceeded retry limit|rate limit exceeded|stream disconnected)/;

/** Calls `onContact` with what a failure shows, unless Codex itself may have failed. */
export function reportContact(error: TurnError, onContact: (contact: Contact) => void): void {
  const contact = contactIn(error);
  if (contact !== null) onContact(contact);
}

/** What a failure shows; null if Codex itself may have failed. */
function contactIn(error: TurnError): Contact | null {
  const reason = error.additionalDetails ?? error.message;
  if (statusOf(error.codexErrorInfo) !== null) return 'answered';
  if (unreachable.test(reason)) return 'unreachable';
  if (broken.test(reason)) return 'broken';
  return answered.test(reason) && !reason.includes('idle timeout') ? 'answered' : null;
}
