import { createHash } from 'node:crypto';
import type { Behaviour, RecordedRequest } from '../../src/standin/index.ts';
import { openingOf, promptOf, viewOf } from './upstream-view.ts';

/** A service whose every answer follows from the view of what it is asked, and what it was asked. */
export interface ViewModel {
  behave(request: RecordedRequest): Behaviour | undefined;
  /** What was asked in conversations with that opening since this was called last, oldest first. */
  taken(opening: string): readonly RecordedRequest[];
}

/**
 * One that answers in words, blanks around them or not, calls tools, breaks off, refuses, and falls
 * silent where it is asked to. What begins with `Say exactly` gets the stand-in's own answer, which
 * is the one with reasoning.
 */
export function createViewModel(): ViewModel {
  const asked = new Map<string, RecordedRequest[]>();
  const attempts = new Map<string, number>();
  return {
    behave(request) {
      const opening = openingOf(request);
      asked.set(opening, [...(asked.get(opening) ?? []), request]);
      const prompt = promptOf(request);
      const view = JSON.stringify(viewOf(request));
      const digest = createHash('sha1').update(view).digest();
      const attempt = attempts.get(view) ?? 0;
      attempts.set(view, attempt + 1);
      const isQuestion = request.input.at(-1)?.['role'] === 'user';
      if (prompt.startsWith('Stall') && isQuestion)
        return { kind: 'stall', afterTokens: 1, text: 'a b c d' };
      if (prompt.startsWith('Flaky') && attempt % 2 === 0) {
        return { kind: 'cut', after: 2, text: wordsOf(digest) };
      }
      if (prompt.startsWith('Refuse')) return { kind: 'status', status: 400 };
      if (isStrict(request)) return { kind: 'text', text: JSON.stringify({ a: wordsOf(digest) }) };
      if (prompt.startsWith('Say exactly')) return undefined;
      const tools = toolNames(request);
      return tools.length > 0 && (digest[0] ?? 0) % 3 === 0
        ? callsOf(tools, digest)
        : { kind: 'text', text: wordsOf(digest) };
    },
    taken(opening) {
      const requests = asked.get(opening) ?? [];
      asked.delete(opening);
      return requests;
    },
  };
}

function wordsOf(digest: Buffer): string {
  const words = [...digest.subarray(1, 5)].map((byte) => `w${byte}`).join(' ');
  const blanks = ['', '', ' ', '\n'];
  return `${blanks[(digest[6] ?? 0) % 4]}${words}${blanks[(digest[7] ?? 0) % 4]}`;
}

function callsOf(tools: readonly string[], digest: Buffer): Behaviour {
  const names = (digest[1] ?? 0) % 2 === 0 ? tools : tools.slice(0, 1);
  const calls = names.map((name, index) => ({
    name,
    arguments: JSON.stringify({ city: `c${digest[index + 2]}`, days: digest[index + 3] }),
  }));
  return { kind: 'calls', calls };
}

function isStrict({ body }: RecordedRequest): boolean {
  return JSON.stringify(body['text'] ?? '').includes('json_schema');
}

function toolNames({ body }: RecordedRequest): string[] {
  const tools: unknown = body['tools'];
  if (!Array.isArray(tools)) return [];
  return tools.map((tool: unknown) =>
    typeof tool === 'object' && tool !== null && 'name' in tool ? String(tool.name) : '',
  );
}
