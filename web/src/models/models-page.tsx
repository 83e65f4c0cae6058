import type { VNode } from 'preact';
import { useQuery } from '../hooks/use-query.ts';
import { addressOf } from '../store/router.ts';
import { Button } from '../ui/button.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ModelsDocument } from './generated/graphql.ts';
import { ModelRow } from './model-row.tsx';
import style from './models.module.css';

/** The models of the login, best first, with what each can do. */
export function ModelsPage(): VNode {
  const { data, error, isLoading, reload } = useQuery(ModelsDocument, {});
  const models = data?.models.edges.map(({ node }) => node);
  return (
    <Page
      title="Models"
      about={
        <>
          What this login can use, best first. An effort can follow a name: <code>MODEL-high</code>.
        </>
      }
      actions={
        <Button icon="refresh" disabled={isLoading} onClick={reload}>
          Reload
        </Button>
      }
    >
      {error && <Failure error={error} retry={reload} />}
      {models?.length === 0 && (
        <Empty icon="models" title="No models">
          <p>
            The service has named none.{' '}
            <a href={addressOf('account')}>See whether Codex is logged in</a>.
          </p>
        </Empty>
      )}
      {models !== undefined && models.length > 0 && (
        <Panel title={models.length === 1 ? '1 model' : `${models.length} models`} isFlush>
          <ul class={style['models']}>
            {models.map((model) => (
              <ModelRow
                key={model.id}
                model={model}
                isFallback={model.id === data?.fallbackModel}
              />
            ))}
          </ul>
        </Panel>
      )}
      {data && <FallbackNote model={data.fallbackModel} />}
    </Page>
  );
}

function FallbackNote({ model }: { model: string | null }): VNode {
  return (
    <p class={style['soft']}>
      {model === null ? (
        <>
          A request for any other model is refused. <code>--fallback-model</code> names one that
          answers it, <code>--model-alias</code> gives a model another name.
        </>
      ) : (
        <>
          A request for any other model is answered by <code>{model}</code>, the{' '}
          <code>--fallback-model</code>.
        </>
      )}
    </p>
  );
}
