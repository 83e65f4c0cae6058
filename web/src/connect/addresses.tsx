import type { VNode } from 'preact';
import { CopyButton } from '../ui/copy-button.tsx';
import style from './connect.module.css';
import { fillIn, type SnippetValues } from './fill-in.ts';

const addresses: readonly (readonly [name: string, template: string])[] = [
  ['Base URL for OpenAI clients', '{{baseUrl}}'],
  ['GraphQL', '{{url}}/graphql'],
];

/** The addresses of the APIs. */
export function Addresses({ values }: { values: SnippetValues }): VNode {
  return (
    <dl class={style['addresses']}>
      {addresses.map(([name, template]) => {
        const address = fillIn(template, values);
        return (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code translate={false}>{address}</code>
              <CopyButton text={() => address} label={`Copy`} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
