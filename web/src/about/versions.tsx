import type { VNode } from 'preact';
import { Badge } from '../ui/badge.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { Panel } from '../ui/panel.tsx';
import style from './about.module.css';
import type { AboutQuery } from './generated/graphql.ts';

type Health = AboutQuery['health'];

const engines: Readonly<Record<Health['engine']['name'], string>> = {
  APP_SERVER: 'Codex, by its app-server',
  DIRECT: 'the Responses API, directly',
};

const sources: Readonly<Record<Health['engine']['source'], string>> = {
  BUNDLED: 'installed with the gateway',
  CODEX_BIN: 'named with --codex-bin',
  PATH: 'found on the PATH',
};

/** The versions of the gateway and of Codex, and which engine answers. */
export function Versions({ version, health }: { version: string; health: Health }): VNode {
  const { engine, isDemo } = health;
  return (
    <Panel title="What runs">
      <FactList>
        <Fact name="codex-serve">
          {version} {isDemo && <Badge isStrong>demo</Badge>}
          {isDemo && (
            <p class={style['soft']}>A local stand-in takes the place of OpenAI’s service.</p>
          )}
        </Fact>
        <Fact name="Codex">
          {engine.version}, {sources[engine.source]}
          <p class={style['soft']}>
            <code>{engine.path}</code>
          </p>
        </Fact>
        {engine.skipped.map(({ path, reason }) => (
          <Fact key={path} name="Not used">
            <code>{path}</code>
            <p class={style['soft']}>{reason}</p>
          </Fact>
        ))}
        <Fact name="Answers come from">
          {engines[engine.name]}
          <p class={style['soft']}>{engine.reason}</p>
        </Fact>
      </FactList>
    </Panel>
  );
}
