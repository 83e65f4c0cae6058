import type { Message } from '../codex/completion/request.ts';

/**
 * The service caches no conversation of less than 1,024 tokens
 * (https://platform.openai.com/docs/guides/prompt-caching). These are some 1,600.
 */
const numbers = Array.from({ length: 800 }, (_, index) => index + 1).join(' ');
const instructions = `Answer with one word. The numbers only make the conversation long enough for a cache: ${numbers}`;

const question = 'What is the capital of France?';
const followUp = 'And of Italy?';

/** A short question. */
export function firstMessages(): Message[] {
  return [textMessage('developer', instructions), textMessage('user', question)];
}

/** A follow-up, after that answer to the question. */
export function nextMessages(answer: string): Message[] {
  return [...firstMessages(), textMessage('assistant', answer), textMessage('user', followUp)];
}

function textMessage(role: 'developer' | 'user' | 'assistant', text: string): Message {
  return { role, content: [{ type: 'text', text }] };
}
