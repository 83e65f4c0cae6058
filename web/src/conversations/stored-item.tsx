import type { VNode } from 'preact';
import { Formatted } from '../ui/formatted.tsx';
import { Icon } from '../ui/icon.tsx';
import { JsonTree } from '../ui/json-tree.tsx';
import type { TextForm } from '../watch/answer-view.tsx';
import { ImageView, type PicturePlace } from './image-view.tsx';
import { nameOfCall, type Item } from './timeline.ts';
import style from './conversations.module.css';

/** How items are shown. */
export interface ItemLook {
  readonly form: TextForm;
  /** The names of the called tools by the id of the call. */
  readonly names: ReadonlyMap<string, string>;
  /** The turn that they are of; absent for items outside of the turns. */
  readonly turnId?: string;
}

/** One item of a conversation that is whole. */
export function StoredItem({ item, look }: { item: Item; look: ItemLook }): VNode {
  switch (item.__typename) {
    case 'MessageItem':
      return <Message item={item} look={look} />;
    case 'ReasoningItem':
      return <Reasoning item={item} form={look.form} />;
    case 'ToolCallItem':
      return (
        <Box kind="Call" name={nameOfCall(item.toolCall)}>
          <Whole text={item.toolCall.input} form="formatted" />
        </Box>
      );
    case 'ToolOutputItem':
      return (
        <Box kind="Output" name={look.names.get(item.callId) ?? item.callId}>
          <Parts item={item} form="formatted" turnId={look.turnId} />
        </Box>
      );
    case 'HostedItem':
      return (
        <Box kind="Hosted" name={typeOf(item.raw)}>
          <JsonTree value={item.raw} depth={1} />
        </Box>
      );
  }
}

function Message({
  item,
  look,
}: {
  item: Extract<Item, { __typename: 'MessageItem' }>;
  look: ItemLook;
}): VNode {
  const { role } = item;
  const isAnswer = role === 'assistant';
  return (
    <div class={isAnswer ? style['answer'] : style['said']}>
      {!isAnswer && <h4>{roles[role] ?? role}</h4>}
      <Parts item={item} form={isAnswer ? look.form : 'text'} turnId={look.turnId} />
    </div>
  );
}

const roles: Readonly<Record<string, string>> = {
  user: 'User',
  system: 'System',
  developer: 'Developer',
};

type Parted = Extract<Item, { readonly parts: unknown }>;

function Parts({
  item,
  form,
  turnId,
}: {
  item: Parted;
  form: TextForm;
  turnId: string | undefined;
}): VNode {
  const { itemId } = item;
  return (
    <>
      {item.parts.map((part, index) => (
        <PartView
          // oxlint-disable-next-line react/no-array-index-key -- parts stay where they are
          key={index}
          part={part}
          form={form}
          place={turnId === undefined ? undefined : { turnId, itemId, index }}
        />
      ))}
    </>
  );
}

function PartView({
  part,
  form,
  place,
}: {
  part: Parted['parts'][number];
  form: TextForm;
  place: PicturePlace | undefined;
}): VNode {
  switch (part.__typename) {
    case 'TextPart':
      return <Whole text={part.text} form={form} />;
    case 'RefusalPart':
      return <p class={style['refusal']}>{part.refusal}</p>;
    case 'ImagePart':
      return <ImageView detail={part.detail} place={place} />;
    case 'RawPart':
      return <JsonTree value={part.raw} />;
  }
}

function Whole({ text, form }: { text: string; form: TextForm }): VNode {
  return form === 'formatted' ? <Formatted text={text} /> : <div class={style['text']}>{text}</div>;
}

function Reasoning({
  item,
  form,
}: {
  item: Extract<Item, { __typename: 'ReasoningItem' }>;
  form: TextForm;
}): VNode {
  const { summary, hasEncryptedContent } = item;
  if (summary.length === 0) {
    return (
      <p class={style['aside']}>
        <Icon name="reasoning" /> Reasoning without a summary
        {hasEncryptedContent && ', kept in its encrypted form'}
      </p>
    );
  }
  return (
    <details class={style['reasoning']} open>
      <summary>
        <Icon name="reasoning" /> Reasoning
      </summary>
      <div>
        <Whole text={summary.join('\n\n')} form={form} />
      </div>
    </details>
  );
}

function Box({
  kind,
  name,
  children,
}: {
  kind: 'Call' | 'Output' | 'Hosted';
  name: string;
  children: VNode;
}): VNode {
  const words = { Call: 'Call of', Output: 'Output of', Hosted: '' };
  return (
    <section class={style['box']} aria-label={`${words[kind]} ${name}`.trim()}>
      <h4>
        <Icon name="tool" /> {words[kind]} <code>{name}</code>
      </h4>
      {children}
    </section>
  );
}

function typeOf(raw: object): string {
  const type: unknown = 'type' in raw ? raw.type : undefined;
  return typeof type === 'string' ? type : 'item';
}
