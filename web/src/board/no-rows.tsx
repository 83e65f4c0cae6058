import type { VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import { Empty } from '../ui/notice.tsx';
import style from './no-rows.module.css';

/** An empty list: nothing matches, or three steps to the first row. */
export function NoRows({ isFiltered }: { isFiltered: boolean }): VNode {
  if (isFiltered) {
    return (
      <Empty icon="search" title="No completion matches">
        <p>Clear the filters above the list to see all.</p>
      </Empty>
    );
  }
  return (
    <Empty icon="board" title="No program has asked anything so far">
      <ol class={style['steps']}>
        <li>
          <strong>Log in.</strong> <a href={addressOf('account')}>Account</a> shows the login of
          Codex and starts one.
        </li>
        <li>
          <strong>Copy the line.</strong> <a href={addressOf('connect')}>Connect</a> has it for your
          client, and a button that sends a first request.
        </li>
        <li>
          <strong>See it arrive.</strong> The answer appears here while it is written.
        </li>
      </ol>
    </Empty>
  );
}
