import type { VNode } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import style from './status.module.css';

/** The statuses of a completion, as the gateway names them. */
export type Status = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

const looks: Readonly<Record<Status, readonly [icon: IconName, word: string]>> = {
  QUEUED: ['queued', 'Queued'],
  RUNNING: ['running', 'Running'],
  COMPLETED: ['completed', 'Completed'],
  FAILED: ['failed', 'Failed'],
  CANCELLED: ['cancelled', 'Cancelled'],
};

/** A status by shape, word and color. */
export function StatusMark({ status }: { status: Status }): VNode {
  const [icon, word] = looks[status];
  return (
    <span class={`${style['status']} ${style[status.toLowerCase()]}`}>
      <Icon name={icon} spins={status === 'RUNNING'} />
      {word}
    </span>
  );
}

/** The word for a status. */
export function statusWord(status: Status): string {
  return looks[status][1];
}
