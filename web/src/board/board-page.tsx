import type { VNode } from 'preact';
import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { useApp } from '../hooks/context.ts';
import { useKeys } from '../hooks/use-keys.ts';
import { useStore } from '../hooks/use-store.ts';
import { useHealth } from '../shell/health.ts';
import { Button } from '../ui/button.tsx';
import { count } from '../ui/format.ts';
import { Failure } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { BoardTiles } from './board-tiles.tsx';
import { CancelAllButton } from './cancel-buttons.tsx';
import { openBoard, type Board } from './board-store.ts';
import { Detail } from './detail.tsx';
import { FilterBar } from './filter-bar.tsx';
import { NoRows } from './no-rows.tsx';
import { filterOf, isFiltering } from './row-filter.ts';
import { isLive } from './row.ts';
import { RowGrid } from './row-grid.tsx';
import style from './board-page.module.css';

/** Every answer that any program gets, live: the list, and the opened one beside it. */
export function BoardPage(): VNode {
  const { api, router } = useApp();
  const { query } = useStore(router);
  // As text: a filter with the same members is the same.
  const filterText = JSON.stringify(filterOf(query));
  const [board, setBoard] = useState<Board>();
  // Its queries leave before the page is painted.
  useLayoutEffect(() => {
    const opened = openBoard(api, filterOf(router.get().query));
    setBoard(opened);
    return () => opened.close();
  }, [api, router, filterText]);

  return (
    <div class={style['board']}>
      <h1 class="visually-hidden">Board</h1>
      <BoardTiles />
      {board && <BoardList board={board} query={query} />}
    </div>
  );
}

function BoardList({ board, query }: { board: Board; query: URLSearchParams }): VNode {
  const { router } = useApp();
  const filter = filterOf(query);
  const { rows, newCount } = useStore(board.list.view);
  const { isLoaded, error, totalCount } = useStore(board.state);
  const health = useHealth();
  const selected = query.get('id');
  const isEmpty = isLoaded && rows.length === 0 && !isFiltering(filter);
  const liveCount = rows.filter(isLive).length;
  const hold = useCallback((isHeld: boolean) => board.list.hold(isHeld), [board]);
  const loadOlder = useCallback(() => board.loadOlder(), [board]);
  const open = useCallback((id: string | null) => router.select({ id }), [router]);
  useKeys({ n: () => board.list.showNew() });

  return (
    <div class={style['split']} data-open={selected !== null}>
      <Panel
        title="Completions"
        isFlush
        actions={
          <>
            <output class={style['new']}>
              {newCount > 0 && (
                <Button kind="main" icon="up" onClick={() => board.list.showNew()}>
                  {count(newCount)} new
                </Button>
              )}
            </output>
            {liveCount > 1 && filter.search === '' && (
              <CancelAllButton filter={filter} liveCount={liveCount} />
            )}
            {totalCount !== null && totalCount > 0 && (
              <span class={style['soft']}>{count(totalCount)} ended</span>
            )}
          </>
        }
      >
        {!isEmpty && <FilterBar filter={filter} rows={rows} />}
        {error && <Failure error={error} retry={() => board.reload()} />}
        {isLoaded && rows.length === 0 ? (
          <NoRows isFiltered={!isEmpty} isLoggedIn={health?.account.isReady ?? true} />
        ) : (
          <RowGrid
            rows={rows}
            selected={selected}
            onSelect={open}
            onHold={hold}
            onEnd={loadOlder}
          />
        )}
      </Panel>
      {selected !== null && (
        <Detail
          key={selected}
          id={selected}
          // Also where the filter leaves it out by now, as that of running ones does after its end.
          row={board.list.get(selected)}
          onClose={() => open(null)}
        />
      )}
    </div>
  );
}
