import { InvalidRequestError, UpstreamError } from '../../../../errors/errors.ts';
import type { ContentPart, Message } from '../../../completion/request.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import type { RawMessage, RawToolOutput } from '../rpc/thread-items.ts';
import type { ThreadNotification } from '../rpc/thread-notifications.ts';

/** How long Codex may take over the pictures of a history; milliseconds are usual. */
const patienceMs = 10_000;

/**
 * Makes sure that the model gets the client's pictures. Codex replaces an unreadable picture with a
 * sentence, which the model must not answer. The echo of the message shows the replacement, and may
 * come after the response to the call with the message (measured on 0.171.0).
 */
export class PictureCheck {
  /** Number of pictures in each tool result, by call id. */
  readonly #outputs: ReadonlyMap<string, number>;
  readonly #onLost: (error: InvalidRequestError) => void;
  /** The number of messages with pictures whose echo has not come yet. */
  #missing: number;
  #hasLost = false;
  #settle = (): void => {};

  /**
   * @param messages The messages that Codex is given.
   * @param onLost Called for a picture that Codex could not read. Default: `done` tells.
   */
  constructor(
    messages: readonly Message[],
    onLost: (error: InvalidRequestError) => void = () => {},
  ) {
    const withPictures = messages.filter(({ content }) => content.some(isPicture));
    this.#missing = withPictures.length;
    this.#outputs = new Map(withPictures.flatMap(outputCount));
    this.#onLost = onLost;
  }

  /** Whether there is anything to check: a turn without pictures need not wait. */
  get isNeeded(): boolean {
    return this.#missing > 0 || this.#hasLost;
  }

  /** Takes a notification about the thread; most are of no use here. */
  hear(notification: ThreadNotification): void {
    if (this.#missing === 0 || notification.method !== 'rawResponseItem/completed') return;
    const { item } = notification.params;
    if (item.type === 'message' && item.role !== 'assistant') this.#hearMessage(item);
    if (item.type === 'function_call_output') this.#hearOutput(item);
  }

  #hearMessage(item: RawMessage): void {
    const hasLost = hasLostPicture(item);
    if (hasLost || item.content.some(isInputImage)) this.#echoed(hasLost);
  }

  #hearOutput({ call_id: callId, output }: RawToolOutput): void {
    const sent = this.#outputs.get(callId ?? '');
    if (sent === undefined) return;
    const arrived = output.filter(isInputImage).length;
    this.#echoed(arrived < sent);
  }

  #echoed(hasLost: boolean): void {
    this.#missing -= 1;
    this.#hasLost ||= hasLost;
    if (hasLost) this.#onLost(unreadablePicture());
    if (this.#missing === 0) this.#settle();
  }

  /** Resolves when all pictures are in place. Rejects with `InvalidRequestError` if one is lost. */
  async done(): Promise<void> {
    if (this.#missing > 0) {
      const echoed = new Promise<void>((resolve) => (this.#settle = resolve));
      await settleWithin(echoed, patienceMs, notTaken);
    }
    if (this.#hasLost) throw unreadablePicture();
  }
}

/** The id of a tool result's call, and how many pictures the result holds. */
function outputCount(message: Message): [string, number][] {
  if (message.role !== 'tool') return [];
  return [[message.toolCallId, message.content.filter(isPicture).length]];
}

function isPicture({ type }: ContentPart): boolean {
  return type === 'image';
}

function isInputImage({ type }: { readonly type: string }): boolean {
  return type === 'input_image';
}

/**
 * Whether an event echoes injected history. The turn id of an echo is not a UUID but
 * `auto-compact-0` (measured on 0.169.0).
 */
export function isEcho({ turnId }: { readonly turnId: string }): boolean {
  return !/^[\da-f]{8}-[\da-f-]{27}$/.test(turnId);
}

function hasLostPicture({
  internal_chat_message_metadata_passthrough: metadata,
}: RawMessage): boolean {
  return metadata?.content_item_kinds?.includes('images.preparation_error') === true;
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
