import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { useKeys } from '../hooks/use-keys.ts';
import { useQuery } from '../hooks/use-query.ts';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Button } from '../ui/button.tsx';
import { control } from '../ui/field.tsx';
import { exactTime, time } from '../ui/format.ts';
import { Empty, Failure } from '../ui/notice.tsx';
import { Owner } from './owner.tsx';
import { ConversationListDocument, type ConversationListQuery } from './generated/graphql.ts';
import { pathOf } from './links.ts';
import style from './conversations.module.css';

/** The list is read anew so often, in milliseconds: there is no event for a new conversation. */
const everyMs = 10_000;

/** A change of the search is sent when the reader has stopped for so long, in milliseconds. */
const pauseMs = 250;

/** The conversations, the last used first, and a search through all that was said. */
export function ConversationList({ selected, round }: { selected: string; round: number }): VNode {
  const { router } = useApp();
  const { query } = useStore(router);
  const search = query.get('search') ?? '';
  const [text, setText] = useState(search);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (text === search) return undefined;
    const timer = setTimeout(() => router.select({ search: text }), pauseMs);
    return () => clearTimeout(timer);
  }, [router, text, search]);
  useKeys({ '/': () => field.current?.focus() });
  return (
    <nav class={style['list']} aria-label="Conversations">
      <h2 class="visually-hidden">List</h2>
      <div class={style['listHead']}>
        <input
          ref={field}
          class={control}
          type="search"
          aria-label="Search conversations"
          placeholder="Search by whole words"
          value={text}
          onInput={({ currentTarget: { value } }) => setText(value)}
        />
        <a class={style['new']} href={addressOf(pathOf('new', query))}>
          New
        </a>
      </div>
      <div class={style['listBody']}>
        <ListPage key={search} after={null} search={search} selected={selected} round={round} />
      </div>
    </nav>
  );
}

interface ListPageProps {
  readonly after: string | null;
  readonly search: string;
  readonly selected: string;
  readonly round: number;
}

/** A page of the list, and those after it that the reader asked for. */
function ListPage(props: ListPageProps): VNode | null {
  const { after, search, selected, round } = props;
  const { data, error, reload } = useQuery(
    ConversationListDocument,
    { after, search: search === '' ? null : search },
    everyMs,
  );
  const [isLonger, setLonger] = useState(false);
  useEffect(() => {
    if (round > 0) reload();
  }, [round, reload]);
  if (data === undefined) return error ? <Failure error={error} retry={reload} /> : null;
  const { edges, pageInfo } = data.conversations;
  if (edges.length === 0 && after === null) return <Nothing search={search} />;
  return (
    <>
      <ul class={style['rows']}>
        {edges.map(({ node }) => (
          <Row key={node.id} conversation={node} isSelected={node.id === selected} />
        ))}
      </ul>
      {pageInfo.hasNextPage &&
        (isLonger ? (
          <ListPage {...props} after={pageInfo.endCursor} />
        ) : (
          <Button kind="quiet" icon="down" onClick={() => setLonger(true)}>
            Show more
          </Button>
        ))}
    </>
  );
}

type Conversation = ConversationListQuery['conversations']['edges'][number]['node'];

function Row({
  conversation: { id, title, usedAt, owner },
  isSelected,
}: {
  conversation: Conversation;
  isSelected: boolean;
}): VNode {
  const { router } = useApp();
  const { query } = useStore(router);
  return (
    <li>
      <a
        class={style['item']}
        href={addressOf(pathOf(id, query))}
        aria-current={isSelected ? 'page' : undefined}
      >
        <span class={style['itemTitle']} title={title}>
          {title || 'Untitled'}
        </span>
        <span class={style['itemFacts']}>
          <time dateTime={usedAt} title={exactTime(usedAt)}>
            {time(usedAt)}
          </time>
          <Owner owner={owner} />
        </span>
      </a>
    </li>
  );
}

function Nothing({ search }: { search: string }): VNode {
  return search === '' ? (
    <Empty icon="conversations" title="Nothing is kept yet." />
  ) : (
    <Empty icon="search" title="Nothing has all of these words.">
      <p>Parts of words are not found.</p>
    </Empty>
  );
}
