import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { useNow } from '../hooks/use-now.ts';
import { useStore } from '../hooks/use-store.ts';
import { count, fromNow, timeOfDay } from '../ui/format.ts';
import type { Health } from './health.ts';
import style from './status-line.module.css';

/** The state of the gateway in one line: engine, running, queued, parked, and the connection. */
export function StatusLine({ health }: { health: Health | undefined }): VNode {
  const { api } = useApp();
  const { state, seenAt } = useStore(api.connection);
  const now = useNow(1000, state === 'lost');
  const isLost = state === 'lost';
  return (
    <output class={style['line']} aria-label="State of the gateway">
      <span class={`${style['engine']} ${style[isLost ? 'bad' : toneOf(health)]}`}>
        <span class={style['dot']} aria-hidden="true" />
        {isLost ? 'Gateway unreachable' : engineText(health)}
      </span>
      {health && !isLost && <Counts health={health} />}
      <span class={style['connection']}>
        {isLost ? (
          <span title={timeOfDay(seenAt === null ? null : new Date(seenAt))}>
            reconnecting{seenAt !== null && ` · last seen ${fromNow(new Date(seenAt), now)}`}
          </span>
        ) : (
          state
        )}
      </span>
    </output>
  );
}

function Counts({ health }: { health: Health }): VNode {
  const { engine, queue, parkedTurns } = health;
  return (
    <>
      <span>{count(engine.activeTurns)} running</span>
      <span
        class={queue.queuedTurns === 0 ? style['zero'] : undefined}
        title={`At most ${count(queue.maxTurns)} wait`}
      >
        {count(queue.queuedTurns)} queued
      </span>
      <span
        class={parkedTurns === 0 ? style['zero'] : undefined}
        title="Answers that ended in tool calls and wait for their results"
      >
        {count(parkedTurns)} parked
      </span>
    </>
  );
}

function toneOf(health: Health | undefined): 'good' | 'bad' | 'unsure' {
  if (health === undefined || health.engine.state === 'STARTING') return 'unsure';
  return health.isReady ? 'good' : 'bad';
}

/** What keeps the gateway from answering, or that it is ready. */
function engineText(health: Health | undefined): string {
  if (health === undefined) return 'Connecting';
  const { engine, account, breaker } = health;
  const name = `Codex ${engine.version}`;
  if (engine.state !== 'READY') return `${name} ${engine.state.toLowerCase()}`;
  if (breaker) return `${name}: the ${breaker.kind.toLowerCase()} fails`;
  if (!account.isReady) return `${name}: not logged in`;
  return `${name} ready`;
}
