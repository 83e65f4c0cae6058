import type { VNode } from 'preact';
import { useQuery } from '../hooks/use-query.ts';
import { useViewer } from '../hooks/use-viewer.ts';
import { AdminNeeded } from '../ui/admin-needed.tsx';
import { Failure } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import style from './about.module.css';
import { AboutDocument } from './generated/graphql.ts';
import { Kept } from './kept.tsx';
import { Keys } from './keys.tsx';
import { Process } from './process.tsx';
import { Settings } from './settings.tsx';
import { Versions } from './versions.tsx';

/** The page reads the figures again this often, in milliseconds. */
const everyMs = 10_000;

/** What runs, what it keeps, and how it is set up. */
export function AboutPage(): VNode {
  const viewer = useViewer();
  const { data, error, reload } = useQuery(AboutDocument, {}, everyMs);
  return (
    <Page title="About" about="What runs here, what it keeps, and how it is set up.">
      {error && <Failure error={error} retry={reload} />}
      {viewer && !viewer.seesAll && (
        <AdminNeeded title="This key does not see the settings, the other keys, or the memory and the files of the gateway" />
      )}
      {data && (
        <div class={style['columns']}>
          <div class={style['column']}>
            <Versions version={data.version} health={data.health} />
            {data.keys.length > 0 && <Keys keys={data.keys} />}
          </div>
          <div class={style['column']}>
            <Process health={data.health} />
            <Kept health={data.health} />
          </div>
        </div>
      )}
      {data && data.settings.length > 0 && <Settings settings={data.settings} />}
    </Page>
  );
}
