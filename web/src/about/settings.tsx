import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Badge } from '../ui/badge.tsx';
import { unknown } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { usePrivateName } from '../ui/private-name.tsx';
import { Segmented } from '../ui/segmented.tsx';
import style from './about.module.css';
import type { AboutQuery } from './generated/graphql.ts';

type Setting = AboutQuery['settings'][number];

/** Its value is the names of keys, which private mode hides. */
const keyNamesSetting = 'admin-keys';

type Choice = 'set' | 'all';

const choices: readonly (readonly [Choice, string])[] = [
  ['set', 'Set here'],
  ['all', 'All'],
];

/** The settings in force with their sources: those that somebody set, or all. */
export function Settings({ settings }: { settings: readonly Setting[] }): VNode {
  const [choice, setChoice] = useState<Choice>('set');
  const shown = settings.filter(({ source }) => choice === 'all' || source !== 'DEFAULT');
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <Panel
      title="Settings in force"
      isFlush
      actions={
        <Segmented label="Which settings" value={choice} options={choices} onSelect={setChoice} />
      }
    >
      {shown.length === 0 && (
        <p class={style['none']}>Nobody set anything: every setting has its default.</p>
      )}
      {groups.map((group) => (
        <section key={group} class={style['group']} aria-label={group}>
          <h3>{group}</h3>
          <dl>
            {shown
              .filter((setting) => setting.group === group)
              .map((setting) => (
                <SettingRow key={setting.name} setting={setting} />
              ))}
          </dl>
        </section>
      ))}
    </Panel>
  );
}

function SettingRow({ setting }: { setting: Setting }): VNode {
  const { name, description } = setting;
  return (
    <div class={style['setting']}>
      <dt>
        <code>--{name}</code>
      </dt>
      <dd class={style['value']}>
        <Value setting={setting} /> <Badge>{sourceOf(setting)}</Badge>
      </dd>
      <dd class={style['soft']}>{description}</dd>
    </div>
  );
}

function Value({ setting: { name, value, isSecret, source } }: { setting: Setting }): VNode {
  const privateName = usePrivateName();
  if (isSecret) return <>{source === 'DEFAULT' ? 'none' : 'set, never shown'}</>;
  if (value === null) return <>{unknown}</>;
  if (value === '') return <>none</>;
  const shown =
    name === keyNamesSetting
      ? value
          .split(',')
          .map((key) => privateName('key', key.trim()))
          .join(', ')
      : value;
  return <code translate={false}>{shown}</code>;
}

function sourceOf({ source, variable }: Setting): string {
  switch (source) {
    case 'DEFAULT':
      return 'default';
    case 'FLAG':
      return 'flag';
    case 'VARIABLE':
      return variable;
    case 'FILE':
      return 'file';
  }
}
