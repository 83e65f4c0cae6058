import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ShellHealthSubscription } from './generated/graphql.ts';

/** The gateway's health, as the shell follows it. */
export type Health = ShellHealthSubscription['health'];

/** Gives the health to the pages; undefined before it is known. */
export const HealthContext = createContext<Health | undefined>(undefined);

/** The gateway's newest health; undefined before it is known. After a loss it is the last one. */
export function useHealth(): Health | undefined {
  return useContext(HealthContext);
}
