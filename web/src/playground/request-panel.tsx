import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ApiError } from '../api/api-error.ts';
import { ModelChoice } from '../chat/model-choice.tsx';
import { PromptBox } from '../chat/prompt-box.tsx';
import { modelOf, useModels, type ChatModel } from '../chat/use-models.ts';
import { Button } from '../ui/button.tsx';
import { Field, control } from '../ui/field.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import type { Draft } from './draft.ts';
import { Fault } from './fault.tsx';
import { FormatFields } from './format-fields.tsx';
import { checkDraft, type Faults, type PlaygroundRequest } from './request.ts';
import { SnippetDialog } from './snippet-dialog.tsx';
import { ToolsField } from './tools-field.tsx';
import type { EditDraft } from './use-draft.ts';
import style from './playground.module.css';

/** The fields of a request, and what can be done with it. */
export function RequestPanel({
  draft,
  edit,
  faults,
  isBusy,
  error,
  onSend,
}: {
  draft: Draft;
  edit: EditDraft;
  faults: Faults;
  isBusy: boolean;
  error: ApiError | undefined;
  onSend: () => void;
}): VNode {
  const models = useModels();
  const [copied, setCopied] = useState<PlaygroundRequest>();
  const [copyFault, setCopyFault] = useState<string>();
  const copy = (): void => {
    const { request, faults: found } = checkDraft(draft);
    setCopied(request);
    setCopyFault(found && Object.values(found)[0]);
  };
  return (
    <Panel
      title="Request"
      actions={
        <Button kind="quiet" icon="copy" onClick={copy}>
          Copy as code
        </Button>
      }
    >
      <form
        class={style['form']}
        aria-label="Request"
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        <ModelChoice models={models} choice={draft} onChoice={edit} />
        <Field label="System message">
          <textarea
            class={control}
            rows={2}
            placeholder="Be concise."
            value={draft.system}
            onInput={({ currentTarget: { value } }) => edit({ system: value })}
          />
        </Field>
        <PromptBox
          label="Prompt"
          rows={6}
          placeholder="Ask something. Images can be pasted or dropped here."
          prompt={{ text: draft.prompt, pictures: draft.pictures }}
          onPrompt={(change) =>
            edit(({ prompt, pictures }) => {
              const after = change({ text: prompt, pictures });
              return { prompt: after.text, pictures: after.pictures };
            })
          }
          onSend={onSend}
        />
        {faults.prompt && <Fault text={faults.prompt} />}
        <PictureWarning draft={draft} model={modelOf(models, draft.model)} />
        <ToolsField tools={draft.tools} fault={faults.tools} onTools={(tools) => edit({ tools })} />
        <FormatFields draft={draft} edit={edit} fault={faults.schema} />
        <div class={style['switches']}>
          <Check
            text="Stream"
            title="Shows the answer as it comes. Off: the whole answer at its end."
            isOn={draft.isStreamed}
            onChange={(isStreamed) => edit({ isStreamed })}
          />
          <Check
            text="Keep as a conversation"
            title="The answer becomes the first turn of a conversation, which can be continued."
            isOn={draft.isKept}
            onChange={(isKept) => edit({ isKept })}
          />
        </div>
        {copyFault && <Notice kind="warning" title={`Nothing to copy yet. ${copyFault}`} />}
        {error && <Failure error={error} />}
        <div class={style['send']}>
          <Button kind="main" icon="play" submits disabled={isBusy}>
            Send
          </Button>
          <span class={style['soft']}>
            <kbd>Ctrl</kbd> <kbd>Enter</kbd>
          </span>
        </div>
      </form>
      {copied && (
        <SnippetDialog
          request={copied}
          fallback={modelOf(models, '')?.id ?? 'gpt-5.5'}
          onClose={() => setCopied(undefined)}
        />
      )}
    </Panel>
  );
}

function PictureWarning({
  draft,
  model,
}: {
  draft: Draft;
  model: ChatModel | undefined;
}): VNode | null {
  const isBlind = model !== undefined && !model.inputModalities.includes('image');
  if (draft.pictures.length === 0 || !isBlind) return null;
  return <Notice kind="warning" title={`${model.id} does not see images.`} />;
}

function Check({
  text,
  title,
  isOn,
  onChange,
}: {
  text: string;
  title: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}): VNode {
  return (
    <label class={style['check']} title={title}>
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => onChange(checked)}
      />
      {text}
    </label>
  );
}
