import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useStore } from '../hooks/use-store.ts';
import { Icon } from '../ui/icon.tsx';
import { Formatted } from '../ui/formatted.tsx';
import type { Answer, AnswerPart } from './answer.ts';
import { LiveTextView } from './live-text-view.tsx';
import style from './watch.module.css';

/** How the text of an answer is shown. */
export type TextForm = 'text' | 'formatted';

/** The items of an answer as they come: reasoning, messages, tool calls. */
export function AnswerView({ answer, form }: { answer: Answer; form: TextForm }): VNode {
  const { parts } = useStore(answer.state);
  return (
    <div class={style['parts']}>
      {parts.map((part) => (
        <PartView key={part.index} part={part} form={form} />
      ))}
    </div>
  );
}

function PartView({ part, form }: { part: AnswerPart; form: TextForm }): VNode {
  switch (part.kind) {
    case 'message':
      return <MessageView part={part} form={form} />;
    case 'reasoning':
      return <Reasoning part={part} />;
    case 'call':
    case 'hosted':
      return <Call part={part} />;
  }
}

function MessageView({ part, form }: { part: AnswerPart; form: TextForm }): VNode {
  return (
    <div>
      {form === 'formatted' && part.isDone ? (
        <Formatted text={part.text.get()} />
      ) : (
        <LiveTextView text={part.text} />
      )}
      <div class={style['refusal']}>
        <LiveTextView text={part.refusal} />
      </div>
    </div>
  );
}

function Reasoning({ part }: { part: AnswerPart }): VNode | null {
  const [isOpen, setOpen] = useState(true);
  return (
    <details
      class={style['aside']}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <Icon name="reasoning" /> Reasoning
      </summary>
      <LiveTextView text={part.text} />
    </details>
  );
}

function Call({ part }: { part: AnswerPart }): VNode {
  const input = part.text.get();
  const tree = part.isDone ? parsed(input) : undefined;
  return (
    <section class={style['call']} aria-label={`Call of ${part.name}`}>
      <h4>
        <Icon name="tool" /> <code>{part.name || 'tool'}</code>
      </h4>
      {tree === undefined ? <LiveTextView text={part.text} isCode /> : <Formatted text={input} />}
    </section>
  );
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
