import type { StandIn } from '../../src/standin/index.ts';
import { contentOf } from '../../src/standin/conversation.ts';
import { lastAsked } from './last-asked.ts';

/**
 * What the service was given with the last request, a line an item: `user: hi`, `assistant: Hello`,
 * `reasoning`, `call: get_time {}`, `output: Half past four`.
 */
export function heard(standIn: StandIn): readonly string[] {
  return (lastAsked(standIn)?.input ?? []).map((item) => {
    const content = contentOf(item);
    if (content !== undefined) return `${content.from}: ${content.text}`;
    return typeof item['encrypted_content'] === 'string'
      ? 'reasoning'
      : 'reasoning without content';
  });
}
