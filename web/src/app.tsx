import type { VNode } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { createApi, type Api } from './api/api.ts';
import { forgetKey, keepKey, readKey } from './api/key.ts';
import { AppContext, type App as AppParts } from './hooks/context.ts';
import { KeyForm } from './shell/key-form.tsx';
import { Shell } from './shell/shell.tsx';

/** Which key is used, and whether the form for another one is shown. */
interface Access {
  readonly key: string | null;
  readonly form: 'none' | 'wanted' | 'refused';
}

/** The dashboard: its pages, or the form for a key. */
export function App({ router, preferences }: Pick<AppParts, 'router' | 'preferences'>): VNode {
  const [access, setAccess] = useState<Access>(() => ({ key: readKey(), form: 'none' }));
  const [opened, setOpened] = useState<{ readonly api: Api; readonly key: string | null }>();
  const changeKey = useCallback(() => setAccess(({ key }) => ({ key, form: 'wanted' })), []);
  // Before anything is painted: the pages wait for it.
  useLayoutEffect(() => {
    const api = createApi({
      origin: location.origin,
      key: access.key,
      // A late refusal says nothing about the key that is used now.
      onUnauthorized: () =>
        setAccess((now) => (now.key === access.key ? { key: now.key, form: 'refused' } : now)),
    });
    setOpened({ api, key: access.key });
    return () => api.close();
  }, [access.key]);

  if (access.form !== 'none') return <Door access={access} setAccess={setAccess} />;
  // That of another key is about to be closed.
  if (opened?.key !== access.key) return <div aria-busy="true" />;
  // A new key is a new caller: nothing of the old one stays in the page.
  return (
    <Inside
      key={access.key ?? ''}
      api={opened.api}
      router={router}
      preferences={preferences}
      changeKey={changeKey}
    />
  );
}

function Inside({ api, router, preferences, changeKey }: AppParts): VNode {
  const parts = useMemo(
    () => ({ api, router, preferences, changeKey }),
    [api, router, preferences, changeKey],
  );
  return (
    <AppContext.Provider value={parts}>
      <Shell />
    </AppContext.Provider>
  );
}

function Door({
  access,
  setAccess,
}: {
  access: Access;
  setAccess: (access: Access) => void;
}): VNode {
  const isRefused = access.form === 'refused';
  return (
    <KeyForm
      isRefused={isRefused && access.key !== null}
      onKey={(key, isRemembered) => {
        keepKey(key, isRemembered);
        setAccess({ key, form: 'none' });
      }}
      onCancel={
        isRefused
          ? undefined
          : () => {
              setAccess({ key: access.key, form: 'none' });
            }
      }
      onForget={
        access.key === null
          ? undefined
          : () => {
              forgetKey();
              setAccess({ key: null, form: 'none' });
            }
      }
    />
  );
}
