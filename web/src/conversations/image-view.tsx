import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import {
  ConversationPicturesDocument,
  type ConversationPicturesQuery,
} from './generated/graphql.ts';
import style from './conversations.module.css';

/** Where a picture is kept. */
export interface PicturePlace {
  readonly turnId: string;
  readonly itemId: string;
  /** Among the parts of the item. */
  readonly index: number;
}

/** A placeholder for a picture, which is loaded when the reader asks for it. */
export function ImageView({
  detail,
  place,
}: {
  detail: string | null;
  /** Undefined where it cannot be loaded on its own. */
  place: PicturePlace | undefined;
}): VNode {
  const { api } = useApp();
  const [url, setUrl] = useState<string>();
  const load = useAction();
  const show = (from: PicturePlace): void =>
    void load.run(async () => {
      const found = await api.send(ConversationPicturesDocument, { turnId: from.turnId });
      setUrl(urlAt(found, from) ?? '');
    });
  if (url?.startsWith('data:image/'))
    return <img class={style['picture']} src={url} alt="Part of this message" />;
  return (
    <p class={style['image']}>
      <Icon name="image" /> Image{detail !== null && `, detail ${detail}`}
      {url === undefined && place && (
        <Button kind="quiet" disabled={load.isBusy} onClick={() => show(place)}>
          Show
        </Button>
      )}
      {url !== undefined && ' that this page does not load'}
      {load.error && <span role="alert">{load.error.message}</span>}
    </p>
  );
}

function urlAt(
  { node }: ConversationPicturesQuery,
  { itemId, index }: PicturePlace,
): string | undefined {
  if (node === null || !('input' in node)) return undefined;
  const item = node.input.find((each) => each.itemId === itemId);
  const part = item && 'parts' in item ? item.parts[index] : undefined;
  return part && 'url' in part ? part.url : undefined;
}
