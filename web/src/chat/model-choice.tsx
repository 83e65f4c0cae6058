import type { VNode } from 'preact';
import { Field, Select } from '../ui/field.tsx';
import { modelOf, type ChatModel } from './use-models.ts';
import style from './chat.module.css';

/** A model and an effort; '' is the default. */
export interface Choice {
  readonly model: string;
  readonly effort: string;
}

interface ModelChoiceProps {
  readonly models: readonly ChatModel[];
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}

/** Selects a model, and one of its efforts. */
export function ModelChoice(props: ModelChoiceProps): VNode {
  return (
    <div class={style['choice']}>
      <Field label="Model">
        <ModelSelect {...props} />
      </Field>
      <Field label="Effort">
        <EffortSelect {...props} />
      </Field>
    </div>
  );
}

/** The same in one line, without labels that are seen. */
export function ModelChoiceLine(props: ModelChoiceProps): VNode {
  return (
    <div class={style['row']}>
      <ModelSelect {...props} />
      <EffortSelect {...props} />
    </div>
  );
}

function ModelSelect({ models, choice, onChoice }: ModelChoiceProps): VNode {
  const fallback = models.find(({ isDefault }) => isDefault);
  const ids = models.map(({ id }) => id);
  return (
    <Select
      label="Model"
      value={choice.model}
      any={fallback ? `Default (${fallback.id})` : 'Default'}
      options={withCurrent(ids, choice.model).map((id) => [id, id])}
      onSelect={(id) => onChoice({ ...choice, model: id })}
    />
  );
}

function EffortSelect({ models, choice, onChoice }: ModelChoiceProps): VNode {
  const model = modelOf(models, choice.model);
  const efforts = model?.efforts.map(({ effort }) => effort) ?? [];
  return (
    <Select
      label="Effort"
      value={choice.effort}
      any={model?.defaultEffort ? `Default (${model.defaultEffort})` : 'Default'}
      options={withCurrent(efforts, choice.effort).map((effort) => [effort, effort])}
      onSelect={(effort) => onChoice({ ...choice, effort })}
    />
  );
}

/** A selection stays visible although the list does not have it. */
function withCurrent(values: readonly string[], current: string): readonly string[] {
  return current === '' || values.includes(current) ? values : [...values, current];
}
