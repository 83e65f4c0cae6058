import type { VNode } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { useQuery } from '../hooks/use-query.ts';
import { useStore } from '../hooks/use-store.ts';
import { bytes, count } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ConversationPanel } from './conversation-panel.tsx';
import { ConversationStoreDocument, type ConversationStoreQuery } from './generated/graphql.ts';
import { conversationsPath } from './links.ts';
import { FirstSteps, NewConversation, NothingSelected } from './new-conversation.tsx';
import style from './conversations.module.css';

/** The kept conversations: a list, and the one that is read. */
export function ConversationsPage(): VNode {
  const { router } = useApp();
  const { path } = useStore(router);
  const { data, reload: reloadStore } = useQuery(ConversationStoreDocument, {});
  const [round, setRound] = useState(0);
  const changed = useCallback(() => {
    setRound((before) => before + 1);
    reloadStore();
  }, [reloadStore]);
  const [begun, setBegun] = useState<string>();
  const begin = (id: string): void => {
    setBegun(id);
    changed();
  };
  const selected = path.slice(conversationsPath.length + 1);
  const store = data?.health.store;
  return (
    <Page title="Conversations" about={aboutOf(store)}>
      {store?.mode === 'OFF' && <NotKept />}
      {store?.conversations === 0 && selected === '' && store.mode !== 'OFF' && <FirstSteps />}
      {store?.mode !== 'OFF' && (store?.conversations !== 0 || selected !== '') && (
        <div class={style['columns']} data-selected={selected !== ''}>
          <ConversationList selected={selected} round={round} />
          {selected === '' && <NothingSelected />}
          {selected === 'new' && <NewConversation onBegun={begin} />}
          {selected !== '' && selected !== 'new' && (
            <ConversationPanel
              key={selected}
              id={selected}
              isBegun={selected === begun}
              onChanged={changed}
            />
          )}
        </div>
      )}
    </Page>
  );
}

function NotKept(): VNode {
  return (
    <Notice title="Conversations are not kept.">
      <p>
        The gateway runs with <code>--store off</code>. Start it with <code>--store memory</code> or{' '}
        <code>--store disk</code> to keep them.
      </p>
    </Notice>
  );
}

function aboutOf(store: ConversationStoreQuery['health']['store'] | undefined): string {
  if (store === undefined || store.mode === 'OFF')
    return 'What clients and you said, and the answers.';
  const place = store.mode === 'DISK' ? 'on disk' : 'in memory, until the gateway stops';
  const { conversations } = store;
  return `${count(conversations)} ${conversations === 1 ? 'is' : 'are'} kept ${place} (${bytes(store.bytes)}), from every API.`;
}
