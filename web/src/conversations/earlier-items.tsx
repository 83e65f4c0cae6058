import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useQuery } from '../hooks/use-query.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/notice.tsx';
import { ConversationItemsDocument } from './generated/graphql.ts';
import { StoredItem, type ItemLook } from './stored-item.tsx';
import { callNames } from './timeline.ts';
import style from './conversations.module.css';

/**
 * What was said outside of the turns: before a fork, or added by hand over the REST API. A page of
 * the last items, and those before it that the reader asked for.
 */
export function EarlierItems({
  id,
  before,
  ofTurns,
  form,
}: {
  id: string;
  before: string | null;
  /** The ids of the items that the turns show. */
  ofTurns: ReadonlySet<string>;
  form: ItemLook['form'];
}): VNode | null {
  const { data, error } = useQuery(ConversationItemsDocument, { id, before });
  const [isLonger, setLonger] = useState(false);
  if (error) return <Failure error={error} />;
  const page = data?.conversation?.items;
  if (page === undefined) return null;
  const all = page.edges.map(({ node }) => node);
  const items = all.filter(({ itemId }) => !ofTurns.has(itemId));
  const look = { form, names: callNames(all) };
  const { hasPreviousPage, startCursor } = page.pageInfo;
  // A page that the turns show wholly leads on by itself.
  const isOpen = hasPreviousPage && (isLonger || items.length === 0);
  return (
    <>
      {isOpen && <EarlierItems id={id} before={startCursor} ofTurns={ofTurns} form={form} />}
      {hasPreviousPage && !isOpen && (
        <Button kind="quiet" icon="up" onClick={() => setLonger(true)}>
          Show earlier items
        </Button>
      )}
      {items.length > 0 && (
        <div class={style['turn']}>
          <h3 class="visually-hidden">Outside of the turns</h3>
          {items.map((item) => (
            <StoredItem key={item.itemId} item={item} look={look} />
          ))}
        </div>
      )}
    </>
  );
}
