import { InvalidRequestError, UpstreamError } from '../../../errors/errors.ts';
import type { Message } from '../../completion/request.ts';
import { settleWithin } from '../../settle-within.ts';
import type { ResponseItem } from '../protocol/ResponseItem.ts';
import type { ThreadNotification } from '../rpc/methods.ts';

/** How long Codex may take over the pictures of a history; milliseconds are usual. */
const patienceMs = 10_000;

/**
 * Sees that the model gets the pictures that the client sent. Codex puts a sentence in the place of
 * one that it cannot read, and says so in the echo of the injected message, which may come behind the
 * answer to the injection (measured on 0.169.0). The model must not answer that.
 */
export class PictureCheck {
  /** Messages with pictures whose echo is yet to come. */
  #missing: number;
  #hasLost = false;
  #settle = (): void => {};

  /** @param messages Those that are injected. */
  constructor(messages: readonly Message[]) {
    this.#missing = messages.filter(holdsPicture).length;
  }

  /** Whether there is anything to see to: a turn without pictures need not wait. */
  get isNeeded(): boolean {
    return this.#missing > 0 || this.#hasLost;
  }

  /** Takes a notification about the thread; most are of no use here. */
  hear(notification: ThreadNotification): void {
    if (this.#missing === 0 || notification.method !== 'rawResponseItem/completed') return;
    const { item } = notification.params;
    if (!isEcho(notification.params) || item.type !== 'message') return;
    const hasLost = hasLostPicture(item);
    if (!hasLost && !item.content.some(({ type }) => type === 'input_image')) return;
    this.#missing -= 1;
    this.#hasLost ||= hasLost;
    if (this.#missing === 0) this.#settle();
  }

  /** Resolves once all are in their places. Rejects with `InvalidRequestError` where one is lost. */
  async done(): Promise<void> {
    if (this.#missing > 0) {
      const echoed = new Promise<void>((resolve) => (this.#settle = resolve));
      await settleWithin(echoed, patienceMs, notTaken);
    }
    if (this.#hasLost) throw unreadablePicture();
  }
}

function holdsPicture({ role, content }: Message): boolean {
  return role === 'user' && content.some(({ type }) => type === 'image');
}

/** Injected history comes back under a turn id that is none, `auto-compact-0` (measured on 0.169.0). */
export function isEcho({ turnId }: { readonly turnId: string }): boolean {
  return !/^[\da-f]{8}-[\da-f-]{27}$/.test(turnId);
}

function hasLostPicture(item: ResponseItem & { type: 'message' }): boolean {
  const metadata = item.internal_chat_message_metadata_passthrough ?? {};
  const kinds: unknown = 'content_item_kinds' in metadata ? metadata.content_item_kinds : [];
  return Array.isArray(kinds) && kinds.includes('images.preparation_error');
}

function unreadablePicture(): InvalidRequestError {
  return new InvalidRequestError(
    'invalid_value',
    'A picture could not be read. Send an intact PNG, JPEG, GIF or WebP.',
    { param: 'messages' },
  );
}

function notTaken(): UpstreamError {
  return new UpstreamError('upstream_error', 'Codex did not take the pictures in time.');
}
