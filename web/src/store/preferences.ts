import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { createStore, type MutableStore } from './store.ts';

/** The schemes to choose from; `system` follows the device. */
export const themes = ['system', 'light', 'dark'] as const;

/** One of the schemes. */
export type Theme = (typeof themes)[number];

/** What the reader chose for this page; it is kept on the device. */
export interface Preferences {
  readonly theme: MutableStore<Theme>;
  /** Hides e-mail addresses and the names of keys, for screenshots. */
  readonly isPrivate: MutableStore<boolean>;
  /** What the names of keys are replaced by while they are hidden. They last as long as the page. */
  readonly keyPseudonyms: Pseudonyms;
}

const themeName = 'codex-serve.theme';
const privateName = 'codex-serve.private';

/** Reads the preferences and keeps each change. Sets `data-theme` on the document. */
export function createPreferences(): Preferences {
  const kept = localStorage.getItem(themeName);
  const theme = createStore<Theme>(themes.find((name) => name === kept) ?? 'system');
  const isPrivate = createStore(localStorage.getItem(privateName) === 'yes');
  const show = (): void => {
    document.documentElement.dataset['theme'] = theme.get();
  };
  show();
  theme.subscribe(() => {
    localStorage.setItem(themeName, theme.get());
    show();
  });
  isPrivate.subscribe(() => {
    localStorage.setItem(privateName, isPrivate.get() ? 'yes' : 'no');
  });
  return { theme, isPrivate, keyPseudonyms: createPseudonyms('Key') };
}
