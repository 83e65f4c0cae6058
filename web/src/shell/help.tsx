import type { VNode } from 'preact';
import { Dialog } from '../ui/dialog.tsx';
import { pages } from './pages.ts';
import style from './help.module.css';

const everywhere: readonly (readonly [keys: string, does: string])[] = [
  ['?', 'Show these keys'],
  ...pages.map(({ key, title }): [string, string] => [`g ${key}`, `Go to ${title}`]),
];

const ofTheBoard: readonly (readonly [keys: string, does: string])[] = [
  ['j  ↓', 'Next row'],
  ['k  ↑', 'Previous row'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close the opened row'],
  ['x', 'Cancel the opened answer'],
  ['n', 'Show the new rows'],
  ['/', 'Search'],
];

const whereOneWrites: readonly (readonly [keys: string, does: string])[] = [
  ['Ctrl Enter', 'Send the prompt, the message or the outputs'],
  ['/', 'Search the conversations'],
];

/** The keys of the page. */
export function Help({ onClose }: { onClose: () => void }): VNode {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <KeyList title="Everywhere" keys={everywhere} />
      <KeyList title="On the board" keys={ofTheBoard} />
      <KeyList title="In conversations and the playground" keys={whereOneWrites} />
    </Dialog>
  );
}

function KeyList({
  title,
  keys,
}: {
  title: string;
  keys: readonly (readonly [string, string])[];
}): VNode {
  return (
    <section>
      <h3>{title}</h3>
      <dl class={style['keys']}>
        {keys.map(([names, does]) => (
          <div key={names}>
            <dt>
              {names.split(/\s+/).map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
