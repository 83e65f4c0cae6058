/** A phrase that the project's texts avoid, and what to write instead. */
export interface Phrase {
  /** Matches the phrase within one line, in any case. */
  readonly pattern: RegExp;
  readonly instead: string;
  /** Uses that are the field's own, each with its reason. */
  readonly allowed: readonly (readonly [use: RegExp, reason: string])[];
}

/** Phrases that are correct and hard to read, found in a review of the whole code. */
export const phrases: readonly Phrase[] = [
  {
    pattern: /\bbehind\b/i,
    instead: '"after", "with", "suffix"',
    allowed: [
      [/behind (?:a|the|its|your|any|such a|one) (?:reverse |company )?prox/i, 'the standing term'],
      [
        /(?:fall|falls|fell|too far|is|are|was) (?:too )?(?:far )?behind\b/i,
        'a slow reader is behind',
      ],
      [/left? (?:\w+ )?behind|leaves? (?:\w+ ){0,2}behind/i, 'to leave something behind'],
      [/'ahead of' : 'behind'/, 'a clock is ahead or behind'],
      [/const behind\b|[(+-] ?behind[.)]/, 'a variable in the code of a test'],
      [/## behind a proxy|#behind-a-proxy/i, 'the standing term'],
    ],
  },
  { pattern: /\b(?:goes|go|went|going) on\b/i, instead: '"continues", "runs"', allowed: [] },
  { pattern: /\b(?:told|tells?) of\b/i, instead: '"notified", "reported", "knows"', allowed: [] },
  {
    pattern: /\blately\b|\bof late\b/i,
    instead: '"recent", "recently"',
    allowed: [[/const event of late\)/, 'a variable in the code of a test']],
  },
  { pattern: /\bin the place of\b/i, instead: '"instead of", "replaces"', allowed: [] },
  { pattern: /\bwhoever\b/i, instead: '"anyone who", "no matter who"', allowed: [] },
  { pattern: /\bwhichever\b/i, instead: '"no matter which", "any"', allowed: [] },
  { pattern: /\bunless said otherwise\b/i, instead: '"by default"', allowed: [] },
  { pattern: /\b(?:came|comes|come) in by\b|\bby this door\b/i, instead: '"API"', allowed: [] },
  {
    pattern: /\bthe same line backwards\b/i,
    instead: '"takes the same path in reverse"',
    allowed: [],
  },
  {
    pattern: /\bby the gateway's own doing\b/i,
    instead: '"implemented by the gateway"',
    allowed: [],
  },
  { pattern: /\bwish(?:es)? of\b/i, instead: '"options"', allowed: [] },
  { pattern: /\bis no name of\b/i, instead: '"is not named"', allowed: [] },
  { pattern: /\bgiven back\b/i, instead: '"returned", "released"', allowed: [] },
  { pattern: /\bhas word of\b|\bhave word of\b/i, instead: '"knows"', allowed: [] },
  { pattern: /\bis to be (?!\w+ed by)/i, instead: '"must be", an imperative', allowed: [] },
  { pattern: /\bfares?\b/i, instead: '"the outcome of"', allowed: [] },
];
