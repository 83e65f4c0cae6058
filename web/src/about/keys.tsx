import type { VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import { Badge } from '../ui/badge.tsx';
import { Panel } from '../ui/panel.tsx';
import { PrivateName } from '../ui/private-name.tsx';
import style from './about.module.css';
import type { AboutQuery } from './generated/graphql.ts';

/** The names of the API keys, and which of them are admins. */
export function Keys({ keys }: { keys: AboutQuery['keys'] }): VNode {
  return (
    <Panel title="API keys" actions={<a href={addressOf('usage?by=key')}>Usage by key</a>}>
      <ul class={style['keys']}>
        {keys.map(({ name, seesAll }) => (
          <li key={name}>
            <PrivateName kind="key" text={name} />
            {seesAll && <Badge title="Sees all completions, and may log in and out">admin</Badge>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
