import type { VNode } from 'preact';
import { useMedia } from '../hooks/use-media.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { Select } from '../ui/field.tsx';
import { Marked } from '../ui/marked-text.tsx';
import type { ClientEntry } from './client-entry.ts';
import { clientGroups, clients } from './clients.ts';
import style from './connect.module.css';
import { fillIn, type SnippetValues } from './fill-in.ts';

/** The names of all clients by group, to choose from. */
export function ClientList({
  chosen,
  onChoose,
}: {
  chosen: string | undefined;
  onChoose: (id: string) => void;
}): VNode {
  const isNarrow = useMedia('(max-width: 48rem)');
  if (isNarrow) {
    return (
      <Select
        label="Client"
        value={chosen ?? ''}
        options={clients.map(({ id, name }) => [id, name])}
        onSelect={onChoose}
      />
    );
  }
  return (
    <nav aria-label="Clients" class={style['list']}>
      {clientGroups.map((group) => (
        <section key={group}>
          <h2>{group}</h2>
          <ul>
            {clients
              .filter((client) => client.group === group)
              .map(({ id, name }) => (
                <li key={id}>
                  <button
                    type="button"
                    aria-current={id === chosen ? 'true' : undefined}
                    onClick={() => onChoose(id)}
                  >
                    {name}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** What one client needs: what to paste where. */
export function ClientGuide({
  client: { name, about, snippets, note, document },
  values,
}: {
  client: ClientEntry;
  values: SnippetValues;
}): VNode {
  return (
    <section class={style['stack']} aria-label={name}>
      <header>
        <h2 class={style['name']}>{name}</h2>
        <p class={style['soft']}>
          <Marked text={about} />
        </p>
      </header>
      {snippets.map(({ id, title, text }) => (
        <CodeBlock key={id} title={title} text={fillIn(text, values)} />
      ))}
      {note !== undefined && (
        <p class={style['soft']}>
          <Marked text={note} />
        </p>
      )}
      {document !== undefined && (
        <p class={style['soft']}>
          More in <code>{document}</code> of the repository.
        </p>
      )}
    </section>
  );
}
