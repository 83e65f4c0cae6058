import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { accepted } from '../api/refusal.ts';
import { ModelChoiceLine, type Choice } from '../chat/model-choice.tsx';
import { PromptBox, type Prompt } from '../chat/prompt-box.tsx';
import { useModels } from '../chat/use-models.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/notice.tsx';
import { ConversationSendDocument } from './generated/graphql.ts';
import { keepUnsent, readUnsent } from './unsent.ts';
import style from './conversations.module.css';

/** Says something in a conversation, or begins one. */
export function Composer({
  conversationId,
  model,
  isAnswering = false,
  takesFocus = false,
  onSent,
}: {
  /** Absent for a new one. */
  conversationId?: string;
  /** The model that answered last; '' for the default one. */
  model: string;
  /** Whether the next message has to wait for the end of an answer. */
  isAnswering?: boolean;
  /** Whether the reader writes at once. */
  takesFocus?: boolean;
  onSent: (conversationId: string) => void;
}): VNode {
  const { api } = useApp();
  const place = conversationId ?? 'new';
  const models = useModels();
  const [chosen, setChosen] = useState<Choice>();
  const [prompt, setPrompt] = useState<Prompt>(() => ({
    ...nothing,
    text: readUnsent(place),
  }));
  const send = useAction();
  const change = (changed: (before: Prompt) => Prompt): void =>
    setPrompt((before) => {
      const after = changed(before);
      keepUnsent(place, after.text);
      return after;
    });
  const choice = chosen ?? { model, effort: '' };
  const isEmpty = prompt.text.trim() === '' && prompt.pictures.length === 0;
  const submit = (): void => {
    if (isEmpty || isAnswering) return;
    void send.run(async () => {
      const { sendMessage } = await api.send(ConversationSendDocument, {
        input: {
          ...(conversationId !== undefined && { conversationId }),
          ...(choice.model !== '' && { model: choice.model }),
          ...(choice.effort !== '' && { effort: choice.effort }),
          content: [
            ...(prompt.text === '' ? [] : [{ text: prompt.text }]),
            ...prompt.pictures.map(({ url }) => ({ imageUrl: { url } })),
          ],
        },
      });
      const sent = accepted(sendMessage);
      const { id } = sent.conversation;
      setPrompt((now) => {
        // What was written since is the next message.
        const rest = now === prompt ? nothing : now;
        keepUnsent(place, '');
        if (rest.text !== '') keepUnsent(id, rest.text);
        return rest;
      });
      onSent(id);
    });
  };
  return (
    <form
      class={style['composer']}
      aria-label="Message"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PromptBox
        label="Message"
        rows={conversationId === undefined ? 6 : 2}
        placeholder={
          conversationId === undefined
            ? 'Begin with a question. Images can be pasted or dropped here.'
            : 'Continue the conversation'
        }
        isCompact={conversationId !== undefined}
        prompt={prompt}
        takesFocus={takesFocus}
        onPrompt={change}
        onSend={submit}
      />
      {send.error && <Failure error={send.error} />}
      <div class={style['composerFoot']}>
        <ModelChoiceLine models={models} choice={choice} onChoice={setChosen} />
        <div class={style['row']}>
          <span class={style['soft']}>
            {isAnswering ? (
              'Wait for the end of the answer'
            ) : (
              <>
                <kbd>Ctrl</kbd> <kbd>Enter</kbd>
              </>
            )}
          </span>
          <Button kind="main" icon="play" submits disabled={isEmpty || isAnswering || send.isBusy}>
            Send
          </Button>
        </div>
      </div>
    </form>
  );
}

const nothing: Prompt = { text: '', pictures: [] };
