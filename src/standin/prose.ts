import type { LastTurn } from './conversation.ts';

const SUBJECT_LENGTH = 60;

/**
 * What the stand-in says to the user's last message: some 60 to 150 tokens of markdown that take
 * up its words. The same turn and seed give the same text.
 */
export function prose(turn: LastTurn, seed: number): string {
  const [, opening, middle] = KINDS.find(([kind]) => kind.test(turn.prompt)) ?? FALLBACK;
  return [
    pick(opening, seed).replace('$SUBJECT', () => subjectOf(turn.prompt)),
    ...imageNote(turn.images),
    pick(middle, seed >>> 4).replace('$PUN', () => pun(seed)),
    pick(CLOSINGS, seed >>> 8),
  ].join('\n\n');
}

/** Says what the tools answered, each output word for word. */
export function outputProse(outputs: readonly string[], seed: number): string {
  const intro =
    outputs.length === 1 ? 'The tool is back, and it says:' : 'The tools are back, and they say:';
  const quotes = outputs.map((output) => `> ${output.replaceAll('\n', '\n> ')}`).join('\n\n');
  return `${intro}\n\n${quotes}\n\n${pick(TOOL_CLOSINGS, seed)}`;
}

/** A pun that suits a cup of tea. */
export function pun(seed: number): string {
  return pick(PUNS, seed >>> 3);
}

function pick(from: readonly string[], seed: number): string {
  return from[seed % from.length] ?? '';
}

function subjectOf(prompt: string): string {
  const line = prompt.trim().replaceAll(/\s+/g, ' ');
  const characters = Array.from(line.slice(0, SUBJECT_LENGTH * 2 + 2));
  if (characters.length <= SUBJECT_LENGTH) return line === '' ? 'a thoughtful silence' : line;
  return `${characters.slice(0, SUBJECT_LENGTH).join('').trimEnd()}…`;
}

function imageNote(images: number): readonly string[] {
  if (images === 0) return [];
  return [images === 1 ? 'One image came along 🖼️.' : `${images} images came along 🖼️.`];
}

const PUNS = [
  'I told my blanket a secret last night. It promised to keep it **under cover** 🧶.',
  'Why did the teapot get the job? It had the best **pour-trait** in the portfolio 🫖.',
  'My slippers and I are close: real **sole** mates 🥿.',
  'I would tell you about the fireplace, but the story is a bit of a **grate** mystery 🔥.',
  'The kettle left the party early; it had simply **run out of steam** ♨️.',
  'Sheep make the cosiest programmers: their loops are all **hand-knit** 🐑.',
];

const FALLBACK: readonly [RegExp, readonly string[], readonly string[]] = [
  /^/,
  [
    'You wrote “$SUBJECT”, and that deserves more than a shrug.',
    '“$SUBJECT”: now there’s something to turn over with a warm cup in hand.',
    'Let’s take “$SUBJECT” slowly, one comfortable step at a time.',
  ],
  [
    'Three things are worth keeping in mind:\n\n1. **Start small.** The first version only has to work once.\n2. **Look closely.** Most surprises hide in plain sight.\n3. **Stop while it’s fun.** Tomorrow brings fresh eyes and fresh tea.',
    'In short: name what you know, mark what you guess, and try the cheapest experiment first. If it holds, lean on it; if it doesn’t, you have learnt something for the price of a biscuit — hardly a bad trade.',
    'There is a plain way and a clever way to go about it. The plain way is *nearly always* enough: write it down, say it out loud, and see which half still sounds true. The clever way can wait for a rainy day ☔.',
  ],
];

const KINDS: readonly (readonly [RegExp, readonly string[], readonly string[]])[] = [
  [
    /\b(?:puns?|jokes?|funny)\b/i,
    ['You asked, “$SUBJECT”. Very well, pull up a chair:', '“$SUBJECT” — with pleasure. Ahem:'],
    [
      '> $PUN\n\nIf it made you groan, it worked. Groaning counts as laughter in at least twelve time zones, and it warms the room for free.',
      '> $PUN\n\nI’ll see myself out… or I would, if it weren’t so snug in here.',
    ],
  ],
  [
    /\b(?:code|function|script|typescript|javascript|python|regex|sql)\b/i,
    ['For “$SUBJECT” I’d begin with the smallest thing that runs:'],
    [
      '```ts\nexport function brew(cups: number): string {\n  return "🫖".repeat(cups);\n}\n```\n\nCall `brew(2)` and you have one for a friend. The types keep the spoons out of the sugar — the rest is taste.',
    ],
  ],
  [
    /\b(?:poem|haiku|verse|rhyme|story)\b/i,
    ['For “$SUBJECT”, a little something:'],
    [
      '*Rain on the window,*  \n*tokens falling one by one —*  \n*the kettle hums “done”.*\n\nThat’s seventeen syllables and not a cloud in any of them; everything stayed on this machine.',
    ],
  ],
  [
    /^\s*(?:hi|hello|hey|good (?:morning|evening|afternoon)|hallo|moin)\b/i,
    ['Hello! 👋 “$SUBJECT” is a lovely way to begin.'],
    [
      'Make yourself at home. Everything you see here travels the whole way: your client, the gateway, the real Codex engine, and then me at the far end, answering token by token. Ask for a pun, a poem or some code, or send me a tool to call.',
    ],
  ],
];

const CLOSINGS = [
  '— your local stand-in, no internet required 🫖',
  '— the demo model, small, warm and entirely offline ✨',
  '— a stand-in with slippers on 🧦',
];

const TOOL_CLOSINGS = [
  'Short, useful, and still warm — just as a tool’s answer should be 🫖.',
  'That’s all there is to it; I’d trust it as far as I can throw a teapot ✨.',
];
