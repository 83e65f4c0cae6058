import { h, type VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import { count } from '../ui/format.ts';
import { Formatted } from '../ui/formatted.tsx';
import { Icon } from '../ui/icon.tsx';
import type { TextForm } from '../watch/answer-view.tsx';
import type { BoardCompletionQuery } from './generated/graphql.ts';
import type { Row } from './row.ts';
import style from '../watch/watch.module.css';
import own from './kept.module.css';

/** What was said in a completion, where the gateway keeps it. */
type Content = NonNullable<BoardCompletionQuery['completionRecord']>['content'] | undefined;

type Message = NonNullable<Content>['messages'][number];

/** The answer of a completion that is no longer in memory. */
export function KeptAnswer({
  row,
  content,
  form,
}: {
  row: Row;
  content: Content;
  form: TextForm;
}): VNode {
  if (!content) return <NotKept row={row} />;
  return (
    <>
      {content.reasoning !== '' && (
        <details class={style['aside']}>
          <summary>
            <Icon name="reasoning" /> Reasoning
          </summary>
          <div class={style['text']}>{content.reasoning}</div>
        </details>
      )}
      {form === 'formatted' ? (
        <Formatted text={content.text} />
      ) : (
        <div class={style['text']}>{content.text}</div>
      )}
      {content.toolCalls.map((call) => (
        <ToolCall key={call.callId} call={call} results={[]} />
      ))}
    </>
  );
}

function NotKept({ row }: { row: Row }): VNode {
  if (row.conversationId !== null) {
    return (
      <p>
        It is kept in its{' '}
        <a href={addressOf(`conversations/${row.conversationId}`)}>conversation</a>.
      </p>
    );
  }
  return (
    <p class={own['soft']}>
      The text is not kept. The gateway keeps it ten minutes for readers of the stream, longer with{' '}
      <code>--record-content</code>, and for as long as its conversation where the client stores
      one.
    </p>
  );
}

/** What was asked: a summary, and the messages where they are kept. */
export function Asked({ row, content }: { row: Row; content: Content }): VNode | null {
  const { request } = row;
  if (!request && !content) return null;
  return (
    <section class={style['section']}>
      <h3>Asked</h3>
      {request && <p>{summaryOf(request)}</p>}
      {content &&
        h(
          'div',
          { class: own['messages'] },
          ...content.messages.map((each) => h(Said, { message: each, all: content.messages })),
        )}
    </section>
  );
}

/** One message of the request, with the results of its calls. */
function Said({ message, all }: { message: Message; all: readonly Message[] }): VNode {
  return (
    <article class={own['message']}>
      <h4>{message.toolCallId === null ? message.role : 'tool result'}</h4>
      <div class={style['text']}>{message.text}</div>
      {message.pictureCount > 0 && (
        <p class={own['soft']}>
          <Icon name="image" /> {count(message.pictureCount)} pictures, which are not kept
        </p>
      )}
      {message.toolCalls.map((call) => (
        <ToolCall
          key={call.callId}
          call={call}
          results={all.filter(({ toolCallId }) => toolCallId === call.callId)}
        />
      ))}
    </article>
  );
}

function ToolCall({
  call,
  results,
}: {
  call: { readonly name: string; readonly input: string };
  results: readonly { readonly text: string }[];
}): VNode {
  return (
    <section class={style['call']} aria-label={`Call of ${call.name}`}>
      <h4>
        <Icon name="tool" /> <code>{call.name}</code>
      </h4>
      <Formatted text={call.input} />
      {results.map(({ text }) => (
        <div key={text} class={own['result']}>
          <Formatted text={text} />
        </div>
      ))}
    </section>
  );
}

function summaryOf(request: NonNullable<Row['request']>): string {
  const { messageCount, pictureCount, toolNames, responseFormat, maxOutputTokens } = request;
  return [
    plural(messageCount, 'message'),
    pictureCount > 0 && plural(pictureCount, 'picture'),
    toolNames.length > 0 && `${plural(toolNames.length, 'tool')} (${toolNames.join(', ')})`,
    responseFormat !== 'TEXT' && 'JSON asked for',
    maxOutputTokens !== null && `at most ${count(maxOutputTokens)} tokens`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function plural(value: number, word: string): string {
  return `${count(value)} ${word}${value === 1 ? '' : 's'}`;
}
