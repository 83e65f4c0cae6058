import type { VNode } from 'preact';
import { Icon } from '../ui/icon.tsx';
import type { IconName } from '../ui/icons.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import style from './check.module.css';
import { commandsIn, nameOf, type Finding } from './report-text.ts';

const looks: Readonly<Record<Finding['status'], readonly [icon: IconName, word: string]>> = {
  FAILED: ['failed', 'Failed'],
  WARNING: ['warning', 'Warning'],
  OK: ['completed', 'In order'],
};

/** What one check found, and what fixes it. */
export function FindingRow({ finding }: { finding: Finding }): VNode {
  const { id, status, title, detail, remedy } = finding;
  const [icon, word] = looks[status];
  return (
    <li class={style['finding']} data-status={status}>
      <span class={`${style['mark']} ${style[status.toLowerCase()]}`}>
        <Icon name={icon} />
        {word}
      </span>
      <span class={style['name']}>{nameOf(id)}</span>
      <div class={style['text']}>
        <p>
          <WithCode text={title} />
        </p>
        {detail !== '' && (
          <p class={style['soft']}>
            <WithCode text={detail} />
          </p>
        )}
        {remedy !== null && <Remedy text={remedy} />}
      </div>
    </li>
  );
}

function Remedy({ text }: { text: string }): VNode {
  const [command] = commandsIn(text);
  return (
    <div class={style['remedy']}>
      <p>
        <strong>What to do:</strong> <WithCode text={text} />
      </p>
      {command !== undefined && <CopyButton label="Copy the command" text={() => command} />}
    </div>
  );
}

/** A text in which backticks enclose code. */
function WithCode({ text }: { text: string }): VNode {
  const [plain = '', code, ...rest] = text.split('`');
  if (code === undefined) return <>{plain}</>;
  return (
    <>
      {plain}
      <code translate={false}>{code}</code>
      <WithCode text={rest.join('`')} />
    </>
  );
}
