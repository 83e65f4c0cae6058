import type { FunctionComponent } from 'preact';
import type { IconName } from '../ui/icons.ts';

/** A page of the dashboard. */
export interface PageEntry {
  /** Its path below `/ui/`; the board has ''. What follows a slash belongs to the page. */
  readonly path: string;
  readonly title: string;
  readonly icon: IconName;
  /** The key that opens it after `g`. */
  readonly key: string;
  /** Loads its code. */
  load(): Promise<FunctionComponent>;
}

/** Every page, in the order of the navigation. A new page is a folder and a line here. */
export const pages: readonly PageEntry[] = [
  {
    path: '',
    title: 'Board',
    icon: 'board',
    key: 'b',
    load: async () => (await import('../board/board-page.tsx')).BoardPage,
  },
  {
    path: 'usage',
    title: 'Usage',
    icon: 'usage',
    key: 'u',
    load: async () => (await import('../usage/usage-page.tsx')).UsagePage,
  },
  {
    path: 'quota',
    title: 'Quota',
    icon: 'quota',
    key: 'q',
    load: async () => (await import('../quota/quota-page.tsx')).QuotaPage,
  },
  {
    path: 'conversations',
    title: 'Conversations',
    icon: 'conversations',
    key: 'c',
    load: async () => (await import('../conversations/conversations-page.tsx')).ConversationsPage,
  },
  {
    path: 'playground',
    title: 'Playground',
    icon: 'playground',
    key: 'p',
    load: async () => (await import('../playground/playground-page.tsx')).PlaygroundPage,
  },
  {
    path: 'models',
    title: 'Models',
    icon: 'models',
    key: 'm',
    load: async () => (await import('../models/models-page.tsx')).ModelsPage,
  },
  {
    path: 'account',
    title: 'Account',
    icon: 'account',
    key: 'a',
    load: async () => (await import('../account/account-page.tsx')).AccountPage,
  },
  {
    path: 'connect',
    title: 'Connect',
    icon: 'connect',
    key: 'k',
    load: async () => (await import('../connect/connect-page.tsx')).ConnectPage,
  },
  {
    path: 'check',
    title: 'Check',
    icon: 'pulse',
    key: 'd',
    load: async () => (await import('../check/check-page.tsx')).CheckPage,
  },
  {
    path: 'about',
    title: 'About',
    icon: 'about',
    key: 'i',
    load: async () => (await import('../about/about-page.tsx')).AboutPage,
  },
];

/** The page that owns a path; undefined where none does. */
export function pageOf(path: string): PageEntry | undefined {
  const [first] = path.split('/');
  return pages.find((page) => page.path === first);
}
