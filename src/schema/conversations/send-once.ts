import { canonicalJson } from '../../codex/completion/canonical-json.ts';
import type { Completion } from '../../codex/completion/completion.ts';
import type { GraphqlContext } from '../kit/context.ts';
import type { SendMessageInput } from './send-message-input.ts';

interface Sending {
  readonly body: string;
  readonly sent: Promise<Completion>;
}

/** The messages with an idempotency key whose turns have not ended, by gateway. */
const all = new WeakMap<object, Map<string, Sending>>();

/**
 * Sends a message, or gives the completion of the same one that was sent with its idempotency key. While
 * its turn runs, the conversation takes no other, so that the core would never see the second request.
 */
export async function sendOnce(
  { turns, caller }: Pick<GraphqlContext, 'turns' | 'caller'>,
  input: SendMessageInput,
  send: () => Promise<Completion>,
): Promise<Completion> {
  const { idempotencyKey } = input;
  if (typeof idempotencyKey !== 'string') return await send();
  const sending = all.get(turns) ?? new Map<string, Sending>();
  all.set(turns, sending);
  const name = JSON.stringify([caller.id, idempotencyKey]);
  const body = canonicalJson(input);
  const known = sending.get(name);
  if (known !== undefined) return known.body === body ? await known.sent : await send();
  const entry = { body, sent: send() };
  sending.set(name, entry);
  void entry.sent
    .then(async ({ id }) => await turns.running(caller, id)?.ended)
    .catch(() => {})
    .finally(() => sending.delete(name));
  return await entry.sent;
}
