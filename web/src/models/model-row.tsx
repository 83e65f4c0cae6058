import type { VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import { Badge } from '../ui/badge.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { compact, count, unknown } from '../ui/format.ts';
import type { ModelsQuery } from './generated/graphql.ts';
import style from './models.module.css';

type Model = ModelsQuery['models']['edges'][number]['node'];

/** One model: its names, and what it can do. */
export function ModelRow({ model, isFallback }: { model: Model; isFallback: boolean }): VNode {
  const { id, displayName, description, isDefault, contextWindow, inputModalities } = model;
  return (
    <li class={style['model']}>
      <div class={style['head']}>
        <h3 class={style['name']}>
          <span>{displayName}</span>
          {isDefault && (
            <Badge isStrong title="Answers requests that name no model">
              default
            </Badge>
          )}
          {isFallback && <Badge title="Answers requests for unknown models">fallback</Badge>}
        </h3>
        <p class={style['id']}>
          <code translate={false}>{id}</code>
        </p>
        <p class={style['soft']}>{description}</p>
      </div>
      <dl class={style['facts']}>
        <Fact name="Context">
          {contextWindow === null ? (
            unknown
          ) : (
            <span title={`${count(contextWindow)} tokens`}>{compact(contextWindow)} tokens</span>
          )}
        </Fact>
        <Fact name="Input">{inputModalities.join(', ') || unknown}</Fact>
        <Fact name="Efforts">
          <Efforts model={model} />
        </Fact>
        <Fact name="Tiers">
          {model.serviceTiers.length === 0
            ? 'one'
            : model.serviceTiers.map(({ tier, name, description: brings }) => (
                <Badge key={tier} title={`${brings} Service tier ${tier}.`}>
                  {name}
                </Badge>
              ))}
        </Fact>
        {model.aliases.length > 0 && (
          <Fact name="Aliases">
            {model.aliases.map((alias) => (
              <code key={alias}>{alias}</code>
            ))}
          </Fact>
        )}
      </dl>
      <div class={style['actions']}>
        <CopyButton text={() => id} label="Copy name" />
        <a href={addressOf(`playground?model=${encodeURIComponent(id)}`)}>Try it</a>
      </div>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: VNode | string | VNode[] }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Efforts({ model: { efforts, defaultEffort } }: { model: Model }): VNode {
  if (efforts.length === 0) return <>does not reason</>;
  return (
    <>
      {efforts.map(({ effort, description }) => {
        const isDefault = effort === defaultEffort;
        return (
          <Badge key={effort} isStrong={isDefault} title={description}>
            {effort}
            {isDefault && ' (default)'}
          </Badge>
        );
      })}
    </>
  );
}
