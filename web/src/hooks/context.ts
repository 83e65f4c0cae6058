import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Api } from '../api/api.ts';
import type { Preferences } from '../store/preferences.ts';
import type { Router } from '../store/router.ts';

/** What every page stands on. */
export interface App {
  readonly api: Api;
  readonly router: Router;
  readonly preferences: Preferences;
  /** Shows the form for another API key. */
  readonly changeKey: () => void;
}

/** Gives the app to the pages below it. */
export const AppContext = createContext<App | null>(null);

/** The app that this component belongs to. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('This component stands outside of AppContext.');
  return app;
}
