import { messageChain, nextLink } from '../../../completion/message-chain.ts';
import { answerForms, type AnswerParts } from '../../conversation/answer-forms.ts';
import { conversationSize } from '../../conversation/conversation-size.ts';
import type { Message } from '../../../completion/request.ts';
import type { OpenThread } from './open-thread.ts';

/** The digests and the size of the conversation in a thread. */
export class ThreadContents {
  /** Null if a client cannot send the conversation back. */
  #link: string | null;
  #links: readonly string[] = [];
  #bytes: number;
  readonly #scope: OpenThread['scope'];

  /** Those of a thread that was just opened. */
  constructor({ scope, link, bytes }: Pick<OpenThread, 'scope' | 'link' | 'bytes'>) {
    this.#scope = scope;
    this.#link = link;
    this.#bytes = bytes;
  }

  /**
   * The digests of the conversation with its last answer, in each form in which a client may send it
   * back. Empty if none can.
   */
  get links(): readonly string[] {
    return this.#links;
  }

  /** The digest of the conversation without an answer; null if a client cannot send it back. */
  get question(): string | null {
    return this.#link;
  }

  /** Characters of the thread's tools and conversation. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds an answer; null for one that a client cannot send back. */
  answered(parts: AnswerParts | null): void {
    const forms = parts === null ? null : answerForms(parts);
    const start = this.#link;
    if (forms === null || start === null) {
      this.#links = [];
      return;
    }
    const { joined, separate, isPlain } = forms;
    this.#bytes += conversationSize(separate);
    // Joined, several messages would be one to the model.
    const isSame = isPlain || hasOneMessageFirst(separate);
    const all = [...(joined !== null && isSame ? [joined] : []), ...(isPlain ? [] : [separate])];
    this.#links = all.map((form) => form.reduce(nextLink, start));
  }

  /**
   * Adds what a request brings after an answer.
   *
   * @param conversation The whole conversation with it; null if the thread holds it in another order.
   */
  continued(conversation: readonly Message[] | null, added: readonly Message[]): void {
    this.#link =
      conversation === null ? null : (messageChain(this.#scope, conversation).at(-1) ?? null);
    this.#links = [];
    this.#bytes += conversationSize(added);
  }
}

/** Whether an answer has one message, which its calls follow. */
function hasOneMessageFirst(separate: readonly Message[]): boolean {
  const said = separate.filter(({ role }) => role === 'assistant');
  return said.length <= 1;
}
