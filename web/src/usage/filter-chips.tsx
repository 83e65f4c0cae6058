import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { useStore } from '../hooks/use-store.ts';
import { Icon } from '../ui/icon.tsx';
import { usePrivateName } from '../ui/private-name.tsx';
import { dimensions, valueTitle } from './dimensions.ts';
import style from './usage.module.css';

/** What the figures are limited to; a click removes a limit. */
export function FilterChips(): VNode | null {
  const { router } = useApp();
  const { query } = useStore(router);
  const privateName = usePrivateName();
  const chosen = dimensions.filter(({ name }) => query.get(name));
  if (chosen.length === 0) return null;
  return (
    <ul class={style['chips']} aria-label="Filters">
      {chosen.map((dimension) => {
        const value = query.get(dimension.name) ?? '';
        const text =
          dimension.name === 'key' ? privateName('key', value) : valueTitle(dimension, value);
        return (
          <li key={dimension.name}>
            <button
              type="button"
              class={style['chip']}
              aria-label={`Remove the filter ${dimension.title} ${text}`}
              onClick={() => router.select({ [dimension.name]: null })}
            >
              <span>{dimension.title}</span> {text}
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
