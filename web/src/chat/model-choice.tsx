import type { VNode } from 'preact';
import { Field, Select } from '../ui/field.tsx';
import { modelOf, type ChatModel } from './use-models.ts';
import style from './chat.module.css';

/** A model and an effort; '' is the default. */
export interface Choice {
  readonly model: string;
  readonly effort: string;
}

/** Selects a model, and one of its efforts. */
export function ModelChoice({
  models,
  choice,
  onChoice,
}: {
  models: readonly ChatModel[];
  choice: Choice;
  onChoice: (choice: Choice) => void;
}): VNode {
  const model = modelOf(models, choice.model);
  const fallback = models.find(({ isDefault }) => isDefault);
  const efforts = model?.efforts.map(({ effort }) => effort) ?? [];
  const shown = withCurrent(efforts, choice.effort);
  return (
    <div class={style['choice']}>
      <Field label="Model">
        <Select
          label="Model"
          value={choice.model}
          any={fallback ? `Default (${fallback.id})` : 'Default'}
          options={withCurrent(
            models.map(({ id }) => id),
            choice.model,
          ).map((id) => [id, id])}
          onSelect={(id) => onChoice({ ...choice, model: id })}
        />
      </Field>
      <Field label="Effort">
        <Select
          label="Effort"
          value={choice.effort}
          any={model?.defaultEffort ? `Default (${model.defaultEffort})` : 'Default'}
          options={shown.map((effort) => [effort, effort])}
          onSelect={(effort) => onChoice({ ...choice, effort })}
        />
      </Field>
    </div>
  );
}

/** A selection stays visible although the list does not have it. */
function withCurrent(values: readonly string[], current: string): readonly string[] {
  return current === '' || values.includes(current) ? values : [...values, current];
}
