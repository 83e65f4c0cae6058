import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { useStore } from '../hooks/use-store.ts';
import { themes } from '../store/preferences.ts';
import { IconButton } from '../ui/button.tsx';

/** The buttons for the scheme, for private names, for the key and for help. */
export function PreferencesBar({ onHelp }: { onHelp: () => void }): VNode {
  const { preferences, changeKey } = useApp();
  const theme = useStore(preferences.theme);
  const isPrivate = useStore(preferences.isPrivate);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const icons = { system: 'system', light: 'sun', dark: 'moon' } as const;
  return (
    <>
      <IconButton
        icon={icons[theme]}
        label={`Colors: ${theme}. Change to ${next}`}
        onClick={() => preferences.theme.set(next)}
      />
      <IconButton
        icon={isPrivate ? 'hide' : 'show'}
        label={
          isPrivate ? 'Show e-mail addresses and key names' : 'Hide e-mail addresses and key names'
        }
        aria-pressed={isPrivate}
        onClick={() => preferences.isPrivate.set(!isPrivate)}
      />
      <IconButton icon="key" label="Use another API key" onClick={changeKey} />
      <IconButton icon="keyboard" label="Keys" onClick={onHelp} />
    </>
  );
}
