import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button, IconButton } from '../ui/button.tsx';
import { control } from '../ui/field.tsx';
import { bytes } from '../ui/format.ts';
import { pictureFault, pictureTypes, type Picture } from './picture.ts';
import { readPicture } from './read-picture.ts';
import style from './chat.module.css';

/** What is said to a model. */
export interface Prompt {
  readonly text: string;
  readonly pictures: readonly Picture[];
}

/** A field for a prompt and its pictures, which are pasted, dropped or chosen. Ctrl+Enter sends. */
export function PromptBox({
  label,
  prompt,
  rows,
  placeholder,
  isCompact = false,
  takesFocus = false,
  onPrompt,
  onSend,
}: {
  label: string;
  prompt: Prompt;
  rows: number;
  placeholder?: string;
  /** Without a label that is seen, and with the button beside the field. */
  isCompact?: boolean;
  /** Whether the reader writes at once. */
  takesFocus?: boolean;
  onPrompt: (change: (before: Prompt) => Prompt) => void;
  onSend: () => void;
}): VNode {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const chooser = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    const [refused, read] = await readAll(files);
    setFaults(refused);
    onPrompt((before) => ({ ...before, pictures: [...before.pictures, ...read] }));
  };
  const choose = (): void => chooser.current?.click();
  return (
    <div
      class={style['prompt']}
      data-over={isOver}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!event.dataTransfer?.files.length) return;
        event.preventDefault();
        void take([...event.dataTransfer.files]);
      }}
    >
      <div class={isCompact ? 'visually-hidden' : style['promptHead']}>
        <label for={id}>{label}</label>
        {!isCompact && (
          <Button kind="quiet" icon="image" onClick={choose}>
            Add image
          </Button>
        )}
      </div>
      <div class={style['promptField']}>
        <textarea
          ref={field}
          id={id}
          class={control}
          rows={rows}
          value={prompt.text}
          placeholder={placeholder ?? ''}
          onInput={({ currentTarget: { value: text } }) =>
            onPrompt((before) => ({ ...before, text }))
          }
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return;
            event.preventDefault();
            void take(files);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            onSend();
          }}
        />
        {isCompact && <IconButton icon="image" label="Add image" onClick={choose} />}
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        aria-label="Images"
        accept={pictureTypes.join(',')}
        onChange={({ currentTarget }) => {
          void take([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      {faults.map((fault) => (
        <p key={fault} class={style['fault']} role="alert">
          {fault}
        </p>
      ))}
      <Pictures
        pictures={prompt.pictures}
        onRemove={(index) =>
          onPrompt((before) => ({
            ...before,
            pictures: before.pictures.filter((_picture, each) => each !== index),
          }))
        }
      />
    </div>
  );
}

function Pictures({
  pictures,
  onRemove,
}: {
  pictures: readonly Picture[];
  onRemove: (index: number) => void;
}): VNode | null {
  if (pictures.length === 0) return null;
  return (
    <ul class={style['pictures']} aria-label="Images">
      {pictures.map(({ name, url, size }, index) => (
        <li key={url}>
          <img src={url} alt="" />
          <span class={style['pictureName']} title={name}>
            {name}
          </span>
          <span class={style['soft']}>{bytes(size)}</span>
          <IconButton icon="close" label={`Remove ${name}`} onClick={() => onRemove(index)} />
        </li>
      ))}
    </ul>
  );
}

async function readAll(
  files: readonly File[],
): Promise<[refused: readonly string[], read: readonly Picture[]]> {
  const refused: string[] = [];
  const read: Picture[] = [];
  for (const file of files) {
    const fault = pictureFault(file);
    if (fault !== undefined) refused.push(fault);
    else {
      try {
        read.push(await readPicture(file));
      } catch (error) {
        refused.push(`${file.name} could not be read: ${String(error)}`);
      }
    }
  }
  return [refused, read];
}
