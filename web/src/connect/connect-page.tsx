import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readKey } from '../api/key.ts';
import { useApp } from '../hooks/context.ts';
import { useQuery } from '../hooks/use-query.ts';
import { useStore } from '../hooks/use-store.ts';
import { useLatest } from '../hooks/use-subscription.ts';
import { useViewer } from '../hooks/use-viewer.ts';
import { Select } from '../ui/field.tsx';
import { Failure } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Addresses } from './addresses.tsx';
import { ClientGuide, ClientList } from './client-guide.tsx';
import { clients } from './clients.ts';
import style from './connect.module.css';
import type { SnippetValues } from './fill-in.ts';
import { FirstRequest } from './first-request.tsx';
import { FirstSteps, type FirstStep } from './first-steps.tsx';
import {
  ConnectAccountDocument,
  ConnectFactsDocument,
  type ConnectAccountSubscription,
  type ConnectFactsQuery,
} from './generated/graphql.ts';
import { keyPlaceholder, KeyNote } from './key-note.tsx';

type Account = ConnectAccountSubscription['health']['account'];

/** What to paste into each client, and a first request. */
export function ConnectPage(): VNode {
  const { router } = useApp();
  const { query } = useStore(router);
  const viewer = useViewer();
  const { data, error, reload } = useQuery(ConnectFactsDocument, {});
  const account = useLatest(ConnectAccountDocument).data?.health.account;
  const [isKeyShown, setKeyShown] = useState(false);
  const [hasAnswer, setAnswer] = useState(false);
  const models = data?.models.edges.map(({ node }) => node) ?? [];
  const chosenModel =
    models.find(({ id }) => id === query.get('model')) ??
    models.find(({ isDefault }) => isDefault) ??
    models[0];
  const model = chosenModel?.id ?? 'gpt-5.5';
  const chosen = clients.find(({ id }) => id === query.get('client')) ?? clients[0];
  const values: SnippetValues = {
    url: location.origin,
    key: keyOf(viewer?.isKeyRequired ?? readKey() !== null, isKeyShown),
    model,
    contextWindow: chosenModel?.contextWindow ?? 272_000,
  };
  const step = account && data && stepOf(account, data, hasAnswer);
  // Another login may have other models.
  useEffect(reload, [reload, account?.isReady]);
  return (
    <Page
      title="Connect"
      about="Point a client at the gateway, and see its answers on the board while they are written."
    >
      {error && data === undefined && <Failure error={error} retry={reload} />}
      {step && <FirstSteps current={step} />}
      <Addresses values={values} />
      <FirstRequest model={model} onAnswer={() => setAnswer(true)} />
      <div class={style['clients']}>
        <ClientList chosen={chosen?.id} onChoose={(id) => router.select({ client: id })} />
        <div class={style['guide']}>
          <div class={style['options']}>
            {models.length > 0 && (
              <Select
                label="Model"
                value={model}
                options={models.map(({ id }) => [id, id])}
                onSelect={(id) => router.select({ model: id })}
              />
            )}
            {viewer && <KeyNote viewer={viewer} isShown={isKeyShown} onShow={setKeyShown} />}
          </div>
          {chosen && <ClientGuide client={chosen} values={values} />}
        </div>
      </div>
    </Page>
  );
}

/** The step that a newcomer is at; undefined for everybody else. */
function stepOf(
  { isLoginRequired, isReady }: Account,
  { completions, completionRecords }: ConnectFactsQuery,
  hasAnswer: boolean,
): FirstStep | undefined {
  if (isLoginRequired && !isReady) return 'login';
  if (completions.edges.length > 0 || completionRecords.edges.length > 0) return undefined;
  return hasAnswer ? 'see' : 'copy';
}

/** What the snippets hold as the key: nothing, what stands for it, or the key itself where it is wanted. */
function keyOf(isRequired: boolean, isShown: boolean): string | null {
  if (!isRequired) return null;
  return (isShown ? readKey() : null) ?? keyPlaceholder;
}
