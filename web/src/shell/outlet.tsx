import type { FunctionComponent, VNode } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import type { PageEntry } from './pages.ts';

/** The page of the present address. Its code is loaded when it is first opened. */
export function Outlet({ page }: { page: PageEntry | undefined }): VNode {
  const [shown, setShown] = useState<{ page: PageEntry; Component: FunctionComponent }>();
  const [failed, setFailed] = useState<PageEntry>();
  useLayoutEffect(() => {
    let isCurrent = true;
    page?.load().then(
      (Component) => isCurrent && setShown({ page, Component }),
      () => isCurrent && setFailed(page),
    );
    return () => {
      isCurrent = false;
    };
  }, [page]);
  if (page === undefined) return <NotFound />;
  if (failed === page) return <NotLoaded page={page} />;
  if (shown?.page !== page) return <div aria-busy="true" />;
  return <shown.Component />;
}

function NotFound(): VNode {
  return (
    <Page title="Not found">
      <Notice title="There is no page at this address." />
    </Page>
  );
}

function NotLoaded({ page }: { page: PageEntry }): VNode {
  return (
    <Page title={page.title}>
      <Notice kind="error" title="The code of this page could not be loaded.">
        <p>The gateway is gone, or it was updated since this page was opened.</p>
        <Button icon="refresh" onClick={() => location.reload()}>
          Reload
        </Button>
      </Notice>
    </Page>
  );
}
