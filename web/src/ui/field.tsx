import type { ComponentChildren, VNode } from 'preact';
import style from './field.module.css';

/** A control with its label above it, and a hint below. */
export function Field({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  return (
    <label class={style['field']}>
      <span class={style['label']}>{label}</span>
      {children}
      {hint && <span class={style['hint']}>{hint}</span>}
    </label>
  );
}

/** A choice of one of several values. `''` is the first option where `any` is given. */
export function Select({
  label,
  value,
  any,
  options,
  onSelect,
}: {
  label: string;
  value: string;
  /** The text of the option that selects nothing. */
  any?: string;
  options: readonly (readonly [value: string, text: string])[];
  onSelect: (value: string) => void;
}): VNode {
  return (
    <select
      class={style['control']}
      aria-label={label}
      value={value}
      onChange={(event) => onSelect(event.currentTarget.value)}
    >
      {any !== undefined && <option value="">{any}</option>}
      {options.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** The class of a text field or text area. */
export const control = style['control'];
