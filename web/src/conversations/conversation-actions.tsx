import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { accepted } from '../api/refusal.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { useStore } from '../hooks/use-store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { download } from '../ui/download.ts';
import { control, Field } from '../ui/field.tsx';
import { Failure } from '../ui/notice.tsx';
import {
  ConversationDeleteDocument,
  ConversationExportDocument,
  ConversationRenameDocument,
} from './generated/graphql.ts';
import { listPath } from './links.ts';
import style from './conversations.module.css';

/** Renames, exports and deletes a conversation. */
export function ConversationActions({
  id,
  title,
  onChanged,
}: {
  id: string;
  title: string;
  onChanged: () => void;
}): VNode {
  const { api } = useApp();
  const [open, setOpen] = useState<'rename' | 'delete'>();
  const save = useAction();
  const close = (): void => setOpen(undefined);
  const exportIt = (): void =>
    void save.run(async () => {
      const { conversation } = await api.send(ConversationExportDocument, { id });
      if (conversation) {
        download(`${id}.json`, 'application/json', JSON.stringify(conversation.export, null, 2));
      }
    });
  return (
    <div class={style['actions']}>
      <IconButton icon="rename" label="Rename" onClick={() => setOpen('rename')} />
      <IconButton
        icon="download"
        label="Export as JSON"
        disabled={save.isBusy}
        onClick={exportIt}
      />
      <IconButton icon="remove" label="Delete" onClick={() => setOpen('delete')} />
      {save.error && (
        <Dialog title="It could not be exported." onClose={save.clear}>
          <Failure error={save.error} retry={exportIt} />
        </Dialog>
      )}
      {open === 'rename' && (
        <RenameDialog id={id} title={title} onClose={close} onChanged={onChanged} />
      )}
      {open === 'delete' && (
        <DeleteDialog id={id} title={title} onClose={close} onChanged={onChanged} />
      )}
    </div>
  );
}

interface DialogProps {
  readonly id: string;
  readonly title: string;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function RenameDialog({ id, title, onClose, onChanged }: DialogProps): VNode {
  const { api } = useApp();
  const [text, setText] = useState(title);
  const rename = useAction();
  const submit = async (): Promise<void> => {
    const isDone = await rename.run(async () => {
      const variables = { id, title: text };
      accepted((await api.send(ConversationRenameDocument, variables)).renameConversation);
    });
    if (!isDone) return;
    onChanged();
    onClose();
  };
  return (
    <Dialog title="Rename the conversation" onClose={onClose}>
      <form
        class={style['dialogForm']}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label="Title">
          <input
            class={control}
            value={text}
            maxLength={200}
            required
            onInput={({ currentTarget: { value } }) => setText(value)}
          />
        </Field>
        {rename.error && <Failure error={rename.error} />}
        <div class={style['row']}>
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="main" submits disabled={rename.isBusy || text.trim() === ''}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ id, title, onClose, onChanged }: DialogProps): VNode {
  const { api, router } = useApp();
  const { query } = useStore(router);
  const remove = useAction();
  const submit = async (): Promise<void> => {
    const isDone = await remove.run(async () => {
      accepted((await api.send(ConversationDeleteDocument, { id })).deleteConversation);
    });
    if (!isDone) return;
    onChanged();
    router.go(listPath(query));
  };
  return (
    <Dialog title="Delete the conversation?" onClose={onClose}>
      <p>
        “{title || 'Untitled'}” is removed with all that was said in it, also from the disk. This
        cannot be undone. Forks of it stay.
      </p>
      {remove.error && <Failure error={remove.error} />}
      <div class={style['row']}>
        <Button onClick={onClose}>Keep it</Button>
        <Button kind="danger" icon="remove" disabled={remove.isBusy} onClick={() => void submit()}>
          Delete
        </Button>
      </div>
    </Dialog>
  );
}
