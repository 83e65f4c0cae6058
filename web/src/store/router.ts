import { createStore, type Store } from './store.ts';

/** Where the reader is: a path below `/ui/` without slashes around it, and what the address selects. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The address of the page as a store. */
export interface Router extends Store<Place> {
  /** Goes to a path below `/ui/`, with its query: `usage?by=model`. */
  go(to: string): void;
  /** Sets or removes (null) parameters of the query, without a new entry in the history. */
  select(changes: Readonly<Record<string, string | null>>): void;
}

const base = '/ui/';

/** The address of a path below `/ui/`. */
export function addressOf(to: string): string {
  return base + to;
}

/** Follows the address of the window, and clicks on links below `/ui/`. */
export function createRouter(): Router {
  const store = createStore(placeOf());
  const update = (): void => store.set(placeOf());
  const go = (to: string): void => {
    history.pushState(null, '', addressOf(to));
    update();
    scrollTo({ top: 0 });
  };
  addEventListener('popstate', update);
  document.addEventListener('click', (event) => {
    const to = linkOf(event);
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });
  return {
    ...store,
    go,
    select(changes) {
      const query = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') query.delete(name);
        else query.set(name, value);
      }
      const text = query.toString();
      history.replaceState(null, '', location.pathname + (text === '' ? '' : `?${text}`));
      update();
    },
  };
}

function placeOf(): Place {
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : '';
  return { path: path.replace(/\/+$/, ''), query: new URLSearchParams(location.search) };
}

/** Where a plain click on a link of the page leads; undefined for every other click. */
function linkOf(event: MouseEvent): string | undefined {
  const isPlain =
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (event.defaultPrevented || !isPlain || !(event.target instanceof Element)) return undefined;
  const link = event.target.closest('a');
  if (link === null || link.origin !== location.origin || link.target !== '') return undefined;
  // A place within the page, as of the link that skips the navigation.
  if (link.hash !== '') return undefined;
  if (link.hasAttribute('download') || !link.pathname.startsWith(base)) return undefined;
  return link.pathname.slice(base.length) + link.search;
}
