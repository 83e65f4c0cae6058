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
import style from './conversations.module.css';

/** Says something in a conversation, or begins one. */
export function Composer({
  conversationId,
  model,
  onSent,
}: {
  /** Absent for a new one. */
  conversationId?: string;
  /** The model that answered last; '' for the default one. */
  model: string;
  onSent: (conversationId: string) => void;
}): VNode {
  const { api } = useApp();
  const models = useModels();
  const [chosen, setChosen] = useState<Choice>();
  const [prompt, setPrompt] = useState<Prompt>(nothing);
  const send = useAction();
  const choice = chosen ?? { model, effort: '' };
  const isEmpty = prompt.text.trim() === '' && prompt.pictures.length === 0;
  const submit = (): void => {
    if (isEmpty) return;
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
      setPrompt(nothing);
      onSent(sent.conversation.id);
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
        rows={3}
        placeholder="Images can be pasted or dropped here."
        prompt={prompt}
        onPrompt={setPrompt}
        onSend={submit}
      />
      {send.error && <Failure error={send.error} />}
      <div class={style['composerFoot']}>
        <ModelChoiceLine models={models} choice={choice} onChoice={setChosen} />
        <div class={style['row']}>
          <span class={style['soft']}>
            <kbd>Ctrl</kbd> <kbd>Enter</kbd>
          </span>
          <Button kind="main" icon="play" submits disabled={isEmpty || send.isBusy}>
            Send
          </Button>
        </div>
      </div>
    </form>
  );
}

const nothing: Prompt = { text: '', pictures: [] };
