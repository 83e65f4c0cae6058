import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import style from './segmented.module.css';

/** A choice of one of a few values, all of which are seen. The arrow keys move it. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onSelect,
}: {
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, text: string])[];
  onSelect: (value: Value) => void;
}): VNode {
  const name = useId();
  return (
    <div class={style['group']} role="radiogroup" aria-label={label}>
      {options.map(([each, text]) => (
        <label key={each} class={style['option']}>
          <input
            type="radio"
            name={name}
            checked={each === value}
            onChange={() => onSelect(each)}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}
