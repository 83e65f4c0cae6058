import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { control, Field } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { Draft, FormatKind } from './draft.ts';
import { Fault } from './fault.tsx';
import { checkDraft } from './request.ts';
import type { EditDraft } from './use-draft.ts';
import style from './playground.module.css';

const kinds: readonly (readonly [FormatKind, string])[] = [
  ['text', 'Text'],
  ['object', 'JSON object'],
  ['schema', 'JSON schema'],
];

/** The form of the answer, with its schema where it has one. */
export function FormatFields({
  draft,
  edit,
  fault,
}: {
  draft: Draft;
  edit: EditDraft;
  fault: string | undefined;
}): VNode {
  const [isTouched, setTouched] = useState(false);
  const found = checkDraft(draft).faults?.schema;
  const shown = isTouched || fault !== undefined ? found : undefined;
  return (
    <div class={style['part']}>
      <div class={style['row']}>
        <span class={style['label']}>Response format</span>
        <Segmented
          label="Response format"
          value={draft.format}
          options={kinds}
          onSelect={(format) => edit({ format })}
        />
      </div>
      {draft.format === 'schema' && (
        <div class={style['partBody']}>
          <div class={style['row']}>
            <Field label="Name of the schema">
              <input
                class={control}
                value={draft.schemaName}
                onInput={({ currentTarget: { value } }) => edit({ schemaName: value })}
              />
            </Field>
            <label class={style['check']}>
              <input
                type="checkbox"
                checked={draft.isStrict}
                onChange={({ currentTarget: { checked } }) => edit({ isStrict: checked })}
              />
              Strict
            </label>
          </div>
          <textarea
            class={`${control} ${style['code']}`}
            aria-label="JSON schema"
            aria-invalid={shown !== undefined}
            rows={8}
            spellcheck={false}
            placeholder={placeholder}
            value={draft.schema}
            onInput={({ currentTarget: { value } }) => edit({ schema: value })}
            onBlur={() => setTouched(true)}
          />
          {shown && <Fault text={shown} />}
        </div>
      )}
    </div>
  );
}

const placeholder = `{
  "type": "object",
  "properties": { "city": { "type": "string" } },
  "required": ["city"],
  "additionalProperties": false
}`;
