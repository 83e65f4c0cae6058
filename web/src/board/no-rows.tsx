import type { VNode } from 'preact';
import { FirstSteps } from '../connect/first-steps.tsx';
import { Empty } from '../ui/notice.tsx';
import style from './no-rows.module.css';

/** An empty list: nothing matches, or three steps to the first row. */
export function NoRows({
  isFiltered,
  isLoggedIn,
}: {
  isFiltered: boolean;
  isLoggedIn: boolean;
}): VNode {
  if (isFiltered) {
    return (
      <Empty icon="search" title="No completion matches">
        <p>Clear the filters above the list to see all.</p>
      </Empty>
    );
  }
  return (
    <div class={style['empty']}>
      <Empty icon="board" title="No program has asked anything so far" />
      <FirstSteps current={isLoggedIn ? 'copy' : 'login'} />
    </div>
  );
}
