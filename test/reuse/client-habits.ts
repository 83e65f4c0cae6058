import type { Message, TextPart } from '../../src/codex/completion/request.ts';
import { createRandom, type Random } from '../fuzz/random.ts';

/**
 * A conversation as some client sends it back: answers without the blanks around them, texts in
 * pieces, no calls as an empty list, arguments written anew, `system` for `developer`.
 *
 * @param seed The same habits for the same seed.
 */
export function sentBack(messages: readonly Message[], seed: number): readonly Message[] {
  const random = createRandom(seed);
  return messages.map((message) => changed(message, random));
}

function changed(message: Message, random: Random): Message {
  const [trims, cuts, rewrites] = [random.chance(50), random.chance(30), random.chance(50)];
  switch (message.role) {
    case 'assistant': {
      const text = message.content.map((part) => part.text).join('');
      const content = pieces(trims ? text.trim() : text, cuts);
      const calls = message.toolCalls ?? [];
      if (calls.length === 0) {
        return { role: 'assistant', content, ...(rewrites && { toolCalls: [] }) };
      }
      const toolCalls = calls.map((call) =>
        rewrites ? { ...call, input: rewritten(call.input) } : call,
      );
      return { role: 'assistant', content, toolCalls };
    }
    case 'developer':
    case 'system':
      return { role: rewrites ? 'system' : 'developer', content: message.content };
    case 'reasoning':
    case 'item':
    case 'tool':
      return message;
    case 'user':
    default: {
      const text = message.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
      return { role: 'user', content: pieces(text, cuts) };
    }
  }
}

function pieces(text: string, cuts: boolean): TextPart[] {
  const middle = text.length >> 1;
  const texts = cuts ? [text.slice(0, middle), text.slice(middle)] : [text];
  return texts.map((piece) => ({ type: 'text', text: piece }));
}

function rewritten(input: string): string {
  const value: unknown = JSON.parse(input);
  const entries = Object.entries(value ?? {}).toReversed();
  return JSON.stringify(Object.fromEntries(entries), null, 1);
}
