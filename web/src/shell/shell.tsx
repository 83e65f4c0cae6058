import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { useKeys } from '../hooks/use-keys.ts';
import { useStore } from '../hooks/use-store.ts';
import { useLatest } from '../hooks/use-subscription.ts';
import { addressOf } from '../store/router.ts';
import { IconButton } from '../ui/button.tsx';
import { AlertBanner, type Alert } from './alert-banner.tsx';
import { ShellAlertsDocument, ShellHealthDocument } from './generated/graphql.ts';
import { HealthContext } from './health.ts';
import { Help } from './help.tsx';
import { markIcon } from './mark-icon.ts';
import { Navigation } from './navigation.tsx';
import { Outlet } from './outlet.tsx';
import { pageOf, pages } from './pages.ts';
import { PreferencesBar } from './preferences-bar.tsx';
import { StatusLine } from './status-line.tsx';
import style from './shell.module.css';

const noAlerts: readonly Alert[] = [];

/** What surrounds every page: the navigation, and the state of the gateway. */
export function Shell(): VNode {
  const { api, router } = useApp();
  const { path } = useStore(router);
  const { state } = useStore(api.connection);
  const { data } = useLatest(ShellHealthDocument);
  const { alerts } = useLatest(ShellAlertsDocument).data ?? { alerts: noAlerts };
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const page = pageOf(path);
  const running = data?.health.engine.activeTurns ?? 0;

  useEffect(() => setMenuOpen(false), [path]);
  const isWrong = alerts.length > 0;

  useEffect(() => markIcon(isWrong), [isWrong]);
  useEffect(() => {
    document.title = `${isWrong ? '(!) ' : ''}${running > 0 ? `(${running}) ` : ''}${page?.title ?? 'Not found'} · codex-serve`;
  }, [running, page, isWrong]);
  useKeys({
    '?': () => setHelpOpen(true),
    ...Object.fromEntries(pages.map(({ key, path: to }) => [`g ${key}`, () => router.go(to)])),
  });

  return (
    <div class={style['shell']} data-connection={state}>
      <a class={style['skip']} href="#main">
        Skip to the page
      </a>
      <header class={style['bar']}>
        <div class={style['menu']}>
          <IconButton
            icon={isMenuOpen ? 'close' : 'menu'}
            label="Pages"
            aria-expanded={isMenuOpen}
            onClick={() => setMenuOpen(!isMenuOpen)}
          />
        </div>
        <a class={style['brand']} href={addressOf('')}>
          codex-serve
        </a>
        <StatusLine health={data?.health} />
        <div class={style['tools']}>
          <PreferencesBar onHelp={() => setHelpOpen(true)} />
        </div>
      </header>
      <div class={style['side']} data-open={isMenuOpen}>
        <Navigation />
      </div>
      <main id="main" class={style['main']} tabIndex={-1}>
        <AlertBanner alerts={alerts} />
        <HealthContext.Provider value={data?.health}>
          <Outlet page={page} />
        </HealthContext.Provider>
      </main>
      {isHelpOpen && <Help onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
