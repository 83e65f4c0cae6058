import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Empty } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Composer } from './composer.tsx';
import { pathOf } from './links.ts';
import style from './conversations.module.css';

/** What stands beside the list before a conversation is selected. */
export function NothingSelected(): VNode {
  const { router } = useApp();
  const { query } = useStore(router);
  return (
    <div class={style['nothing']}>
      <Empty icon="conversations" title="Select a conversation to read and continue it.">
        <p>
          Or <a href={addressOf(pathOf('new', query))}>begin a new one</a>.
        </p>
      </Empty>
    </div>
  );
}

/** What stands here before the first conversation. */
export function FirstSteps(): VNode {
  return (
    <Panel title="First steps">
      <Empty icon="conversations" title="Nothing is kept yet.">
        <ol class={style['steps']}>
          <li>
            <a href={addressOf(pathOf('new', new URLSearchParams()))}>Begin a conversation</a> here,
            or send <code>store: true</code> from a client.
          </li>
          <li>Every answer appears here as it comes, whatever API it came over.</li>
          <li>Continue it, or fork it at any answer, from here and from any client.</li>
        </ol>
      </Empty>
    </Panel>
  );
}

/** A conversation that begins with its first message. */
export function NewConversation({ onBegun }: { onBegun: (id: string) => void }): VNode {
  const { router } = useApp();
  const { query } = useStore(router);
  return (
    <Panel title="New conversation">
      <Composer
        model=""
        takesFocus
        onSent={(id) => {
          onBegun(id);
          router.go(pathOf(id, query));
        }}
      />
    </Panel>
  );
}
