import { nextLink } from '../../../completion/message-chain.ts';
import type { Message } from '../../../completion/request.ts';
import { conversationSize } from '../../conversation/conversation-size.ts';

/** The digest and the size of the conversation in a thread. */
export class ThreadContents {
  #link: string | null;
  #bytes: number;

  /**
   * @param link The digest of the conversation; see `messageChain`.
   * @param bytes Characters of the thread's tools and conversation.
   */
  constructor(link: string, bytes: number) {
    this.#link = link;
    this.#bytes = bytes;
  }

  /** The digest of the conversation; null if a client cannot send it back. */
  get link(): string | null {
    return this.#link;
  }

  /** Characters of the thread's tools and conversation. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a message of the conversation; null for one that a client cannot send back. */
  add(message: Message | null): void {
    if (message === null) this.#link = null;
    else {
      this.#link = this.#link === null ? null : nextLink(this.#link, message);
      this.#bytes += conversationSize([message]);
    }
  }
}
