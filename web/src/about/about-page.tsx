import type { VNode } from 'preact';
import { useQuery } from '../hooks/use-query.ts';
import { useViewer } from '../hooks/use-viewer.ts';
import { Badge } from '../ui/badge.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { bytes, count } from '../ui/format.ts';
import { Failure } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { PrivateName } from '../ui/private-name.tsx';
import { AdminNeeded } from '../ui/admin-needed.tsx';
import style from './about.module.css';
import { AboutDocument, type AboutQuery } from './generated/graphql.ts';

/** The page reads the figures again this often, in milliseconds. */
const everyMs = 10_000;

/** What runs, what it keeps, and how it is set up. */
export function AboutPage(): VNode {
  const viewer = useViewer();
  const { data, error, reload } = useQuery(AboutDocument, {}, everyMs);
  return (
    <Page title="About" about="What runs here, what it keeps, and how it is set up.">
      {error && data === undefined && <Failure error={error} retry={reload} />}
      {data && (
        <div class={style['columns']}>
          <Versions data={data} />
          <Kept data={data} />
          {data.keys.length > 0 && <Keys keys={data.keys} />}
        </div>
      )}
      {viewer && !viewer.seesAll && (
        <AdminNeeded title="This key does not see the settings, the keys and the memory of the gateway" />
      )}
    </Page>
  );
}

const engines: Readonly<Record<AboutQuery['health']['engine']['name'], string>> = {
  APP_SERVER: 'the Codex app-server',
  DIRECT: 'the Responses API, directly',
};

const sources: Readonly<Record<AboutQuery['health']['engine']['source'], string>> = {
  BUNDLED: 'installed with the gateway',
  CODEX_BIN: 'named with --codex-bin',
  PATH: 'found on the PATH',
};

function Versions({ data: { version, health } }: { data: AboutQuery }): VNode {
  const { engine } = health;
  return (
    <Panel title="What runs">
      <FactList>
        <Fact name="codex-serve">{version}</Fact>
        <Fact name="Codex">
          {engine.version}, {sources[engine.source]}
        </Fact>
        <Fact name="Path of Codex">
          <code>{engine.path}</code>
        </Fact>
        <Fact name="Answers come from">
          {engines[engine.name]}
          <p class={style['soft']}>{engine.reason}</p>
        </Fact>
        <Fact name="State">{engine.state.toLowerCase()}</Fact>
      </FactList>
    </Panel>
  );
}

const modes: Readonly<Record<AboutQuery['health']['store']['mode'], string>> = {
  DISK: 'on disk, over restarts',
  MEMORY: 'in memory, until the gateway ends',
  OFF: 'not kept',
};

function Kept({ data: { health } }: { data: AboutQuery }): VNode {
  const { store } = health;
  return (
    <Panel title="What is kept">
      <FactList>
        <Fact name="Conversations">{modes[store.mode]}</Fact>
        {store.mode !== 'OFF' && (
          <Fact name="Size" exact={`${count(store.bytes)} bytes`}>
            {count(store.conversations)} conversations, {bytes(store.bytes)}
          </Fact>
        )}
      </FactList>
    </Panel>
  );
}

function Keys({ keys }: { keys: AboutQuery['keys'] }): VNode {
  return (
    <Panel title="API keys">
      <ul class={style['keys']}>
        {keys.map(({ name, seesAll }) => (
          <li key={name}>
            <PrivateName kind="key" text={name} />
            {seesAll && <Badge title="Sees all completions, and may log in and out">admin</Badge>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
