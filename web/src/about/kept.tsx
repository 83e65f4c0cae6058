import type { VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { bytes, count, exactTime, time } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import style from './about.module.css';
import type { AboutQuery } from './generated/graphql.ts';

type Health = AboutQuery['health'];

const modes: Readonly<Record<Health['store']['mode'], string>> = {
  DISK: 'on disk, over restarts',
  MEMORY: 'in memory, until the gateway ends',
  OFF: 'not kept',
};

/** What outlives its request: conversations and usage, since when, and how much room they take. */
export function Kept({ health: { store, usage } }: { health: Health }): VNode {
  return (
    <Panel title="What is kept">
      <FactList>
        <Fact name="Conversations">
          {modes[store.mode]}
          {store.mode !== 'OFF' && (
            <p class={style['soft']} title={`${count(store.bytes)} bytes`}>
              <a href={addressOf('conversations')}>
                {store.conversations === 1
                  ? '1 conversation'
                  : `${count(store.conversations)} conversations`}
              </a>
              , {bytes(store.bytes)}
              {store.oldestAt !== null && (
                <>
                  , the oldest last used <Time at={store.oldestAt} />
                </>
              )}
            </p>
          )}
        </Fact>
        {usage && (
          <Fact name="Usage">
            {usage.retentionDays === 1 ? 'for 1 day' : `for ${count(usage.retentionDays)} days`}
            <p class={style['soft']} title={`${count(usage.bytes)} bytes`}>
              {usage.oldestAt === null ? (
                'no completion so far'
              ) : (
                <>
                  <a href={addressOf('usage')}>Completions</a> since <Time at={usage.oldestAt} />
                </>
              )}
              , {bytes(usage.bytes)}
            </p>
          </Fact>
        )}
      </FactList>
    </Panel>
  );
}

function Time({ at }: { at: string }): VNode {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {time(at)}
    </time>
  );
}
