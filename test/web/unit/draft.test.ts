import { describe, expect, it } from 'vitest';
import { emptyDraft, keepDraft, readDraft, type Draft } from '../../../web/src/playground/draft.ts';

const picture = { name: 'a.png', url: 'data:image/png;base64,AAAA', size: 3 };

/** A storage with room for so many characters in all. */
function storageOf(room: number) {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string): string | null => kept.get(name) ?? null,
    setItem(name: string, text: string): void {
      const others = [...kept].filter(([each]) => each !== name).map(([, each]) => each);
      if ([...others, text].join('').length > room) throw new Error('QuotaExceededError');
      kept.set(name, text);
    },
    removeItem: (name: string): void => void kept.delete(name),
  };
}

describe('the draft of the playground', () => {
  it('is read as it was kept', () => {
    const storage = storageOf(10_000);
    const draft: Draft = {
      ...emptyDraft,
      prompt: 'Hello',
      format: 'schema',
      pictures: [picture],
      runId: 'chatcmpl-1',
    };
    keepDraft(storage, draft);
    expect(readDraft(storage)).toEqual(draft);
  });

  it('keeps its text where its pictures do not fit', () => {
    const storage = storageOf(1000);
    const large = { ...picture, url: `data:image/png;base64,${'A'.repeat(2000)}` };
    keepDraft(storage, { ...emptyDraft, prompt: 'Hello', pictures: [large] });
    expect(readDraft(storage)).toEqual({ ...emptyDraft, prompt: 'Hello' });
  });

  it('gives up its pictures where the text needs their room', () => {
    const storage = storageOf(500);
    const before = { ...emptyDraft, pictures: [picture] };
    keepDraft(storage, before);
    expect(readDraft(storage)).toEqual(before);
    const after = { ...before, prompt: 'A'.repeat(260), runId: 'chatcmpl-1' };
    keepDraft(storage, after, before);
    expect(readDraft(storage)).toEqual({ ...after, pictures: [] });
  });

  it('starts anew from what is not a draft', () => {
    for (const text of ['', '{', 'null', '[]', '{"prompt":7,"format":"xml","pictures":3,"x":1}']) {
      const storage = storageOf(1000);
      storage.setItem('codex-serve.playground', text);
      storage.setItem(
        'codex-serve.playground.pictures',
        '[{"name":"a","url":"https://b","size":1}]',
      );
      expect(readDraft(storage)).toEqual(emptyDraft);
    }
  });

  it('does not write pictures again with every letter', () => {
    const storage = storageOf(10_000);
    const before = { ...emptyDraft, pictures: [picture] };
    keepDraft(storage, before);
    storage.kept.delete('codex-serve.playground.pictures');
    keepDraft(storage, { ...before, prompt: 'H' }, before);
    expect([...storage.kept.keys()]).toEqual(['codex-serve.playground']);
  });
});
