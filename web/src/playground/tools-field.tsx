import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { control } from '../ui/field.tsx';
import { Fault } from './fault.tsx';
import { readTools } from './tools.ts';
import style from './playground.module.css';

/** The tools of a request as JSON. What is wrong with them is said when the reader leaves the field. */
export function ToolsField({
  tools,
  fault,
  onTools,
}: {
  tools: string;
  fault: string | undefined;
  onTools: (tools: string) => void;
}): VNode {
  const [isTouched, setTouched] = useState(false);
  const read = readTools(tools);
  const shown = isTouched ? read.fault : fault && read.fault;
  return (
    <details class={style['part']} open={tools !== '' || undefined}>
      <summary>
        Tools <span class={style['soft']}>{summaryOf(read.tools?.map(({ name }) => name))}</span>
      </summary>
      <div class={style['partBody']}>
        <textarea
          class={`${control} ${style['code']}`}
          aria-label="Tools as JSON"
          aria-invalid={shown !== undefined}
          rows={8}
          spellcheck={false}
          value={tools}
          onInput={({ currentTarget: { value } }) => onTools(value)}
          onBlur={() => setTouched(true)}
        />
        {shown && <Fault text={shown} />}
        <div class={style['row']}>
          <span class={style['soft']}>
            A list in the form of Chat Completions, Responses or Messages. The calls are shown, and
            you enter what they return.
          </span>
          {tools === '' && (
            <Button kind="quiet" onClick={() => onTools(example)}>
              Insert an example
            </Button>
          )}
        </div>
      </div>
    </details>
  );
}

function summaryOf(names: readonly string[] | undefined): string {
  if (names === undefined) return 'not valid';
  return names.length === 0 ? 'none' : names.join(', ');
}

const example = JSON.stringify(
  [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        description: 'The weather of a city.',
        parameters: {
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
        },
      },
    },
  ],
  null,
  2,
);
