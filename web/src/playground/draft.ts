import type { Picture } from '../chat/picture.ts';

/** The form of an answer. */
export type FormatKind = 'text' | 'object' | 'schema';

/** What the reader has entered, as it stands in the fields. */
export interface Draft {
  /** '' for the default one. */
  readonly model: string;
  /** '' for the model's own. */
  readonly effort: string;
  readonly system: string;
  readonly prompt: string;
  readonly pictures: readonly Picture[];
  /** Tools as JSON text. */
  readonly tools: string;
  readonly format: FormatKind;
  readonly schemaName: string;
  /** A JSON Schema as text. */
  readonly schema: string;
  readonly isStrict: boolean;
  readonly isStreamed: boolean;
  /** Whether it becomes the first turn of a kept conversation. */
  readonly isKept: boolean;
  /** The completion that was started last; null before the first. */
  readonly runId: string | null;
}

/** What the fields hold at first. */
export const emptyDraft: Draft = {
  model: '',
  effort: '',
  system: '',
  prompt: '',
  pictures: [],
  tools: '',
  format: 'text',
  schemaName: 'answer',
  schema: '',
  isStrict: true,
  isStreamed: true,
  isKept: false,
  runId: null,
};

const textName = 'codex-serve.playground';
const picturesName = 'codex-serve.playground.pictures';

/** Where a draft is kept. */
export interface DraftStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** The draft that the tab has kept. What cannot be read is as at first. */
export function readDraft(storage: DraftStorage): Draft {
  const kept = parsed(storage.getItem(textName));
  const pictures = parsed(storage.getItem(picturesName));
  const members = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
  const fields = members.filter(([name, value]) => isFieldValue(name, value));
  return {
    ...emptyDraft,
    ...Object.fromEntries(fields),
    pictures: Array.isArray(pictures) ? pictures.filter((each) => isPicture(each)) : [],
  };
}

/**
 * Keeps a draft. Pictures that do not fit are left out: a browser gives a page some 5 MB.
 *
 * @param before The draft that was kept last; its pictures are not written again.
 */
export function keepDraft(storage: DraftStorage, draft: Draft, before?: Draft): void {
  const { pictures, ...fields } = draft;
  const text = JSON.stringify(fields);
  if (!fits(storage, textName, text)) {
    storage.removeItem(picturesName);
    fits(storage, textName, text);
  } else if (pictures !== before?.pictures) {
    const isKept = fits(storage, picturesName, JSON.stringify(pictures));
    if (!isKept) storage.removeItem(picturesName);
  }
}

/** Keeps a text, and returns whether there was room for it. */
function fits(storage: DraftStorage, name: string, text: string): boolean {
  try {
    storage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function isFieldValue(name: string, value: unknown): boolean {
  if (name === 'pictures' || !Object.hasOwn(emptyDraft, name)) return false;
  if (name === 'runId') return value === null || typeof value === 'string';
  if (name === 'format') return value === 'text' || value === 'object' || value === 'schema';
  return typeof value === typeof Object.entries(emptyDraft).find(([each]) => each === name)?.[1];
}

function isPicture(value: unknown): value is Picture {
  if (typeof value !== 'object' || value === null) return false;
  const { name, url, size } = value as Partial<Record<keyof Picture, unknown>>;
  return (
    typeof name === 'string' &&
    typeof url === 'string' &&
    url.startsWith('data:image/') &&
    typeof size === 'number'
  );
}
