import { pun } from './prose.ts';

/** Plausible values for generated JSON, taken from the user's message where it offers some. */
export interface Words {
  /** A string for a property of this name. */
  string(name: string): string;
  /** The next number of the message, or a small one when there is none left. */
  number(): number;
}

/** Reads the message for values. */
export function wordsOf(prompt: string, seed: number): Words {
  const numbers = (prompt.match(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w])/g) ?? []).map(Number);
  let taken = 0;
  return {
    number: () => {
      const next = numbers[taken];
      taken += 1;
      return next ?? 1 + (seed % 42);
    },
    string: (name) => {
      const known = KNOWN.find(([pattern]) => pattern.test(name));
      return known?.[1](prompt, seed) ?? 'cosy';
    },
  };
}

const PLACE = /\b(?:in|at|for) (\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*)/u;
const QUOTED = /["“'‘`]([^"”'’`]+)["”'’`]/;

const KNOWN: readonly (readonly [RegExp, (prompt: string, seed: number) => string])[] = [
  [/city|location|place|town/i, (prompt) => PLACE.exec(prompt)?.[1] ?? 'Reykjavík'],
  [/country/i, () => 'Iceland'],
  [/query|search|question|prompt|input/i, (prompt) => QUOTED.exec(prompt)?.[1] ?? prompt.trim()],
  [/pun|joke/i, (_prompt, seed) => pun(seed)],
  [/e-?mail/i, () => 'ada@example.com'],
  [/url|link/i, () => 'https://example.com/tea'],
  [/date|day/i, () => '2025-12-24'],
  [/file|path/i, () => 'notes/tea.md'],
  [/name|author|user/i, () => 'Ada'],
  [/title/i, () => 'A cosy evening'],
  [/unit/i, () => 'celsius'],
  [
    /answer|text|summary|message|content|description|reason/i,
    (prompt) => `A short word on “${prompt.trim().slice(0, 60)}” 🫖`,
  ],
];
