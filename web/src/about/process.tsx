import type { VNode } from 'preact';
import { useNow } from '../hooks/use-now.ts';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { bytes, count, duration, exactTime, time } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import style from './about.module.css';
import type { AboutQuery } from './generated/graphql.ts';

/** How long the gateway runs, and how it feels. What this key does not see is left out. */
export function Process({ health }: { health: AboutQuery['health'] }): VNode {
  const now = useNow(1000);
  const { startedAt, memoryBytes, eventLoopDelayMsP99, engine } = health;
  return (
    <Panel title="How it runs">
      <FactList>
        <Fact name="Uptime" exact={exactTime(startedAt)}>
          {duration(Math.max(0, now - Date.parse(startedAt)))}{' '}
          <span class={style['soft']}>since {time(startedAt)}</span>
        </Fact>
        <Fact name="Engine">{engine.state.toLowerCase()}</Fact>
        {memoryBytes !== null && (
          <Fact name="Memory" exact={`${count(memoryBytes)} bytes`}>
            {bytes(memoryBytes)} <span class={style['soft']}>without that of Codex</span>
          </Fact>
        )}
        {eventLoopDelayMsP99 !== null && (
          <Fact name="Event loop delay" exact={`${eventLoopDelayMsP99} ms`}>
            {duration(eventLoopDelayMsP99)}{' '}
            <span class={style['soft']}>99 % are less late, over the last minute</span>
          </Fact>
        )}
        <Threads health={health} />
      </FactList>
    </Panel>
  );
}

/** The threads of the app-server; the direct engine has none. */
function Threads({ health }: { health: AboutQuery['health'] }): VNode | null {
  const { loadedThreads, keptThreads, warmThreads, parkedTurns } = health;
  const parts: readonly (readonly [number | null, string])[] = [
    [loadedThreads, 'loaded'],
    [keptThreads, 'kept for the next message'],
    [warmThreads, 'warm'],
    [parkedTurns, 'parked'],
  ];
  if (keptThreads === null && warmThreads === null) return null;
  const known = parts.flatMap(([value, name]) =>
    value === null ? [] : [`${count(value)} ${name}`],
  );
  return <Fact name="Threads of Codex">{known.join(', ')}</Fact>;
}
