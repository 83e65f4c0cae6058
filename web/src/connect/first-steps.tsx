import type { VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import style from './first-steps.module.css';

/** One of the three steps to the first answer. */
export type FirstStep = 'login' | 'copy' | 'see';

const steps: readonly (readonly [step: FirstStep, title: string, text: string, to: string])[] = [
  ['login', 'Log in', 'Account starts a login of Codex, and shows how it ends.', 'account'],
  [
    'copy',
    'Copy the line',
    'Connect has the lines for your client, and a first request.',
    'connect',
  ],
  ['see', 'See it arrive', 'The board shows the answer while it is written.', ''],
];

/** The three steps to the first answer. Those before the current one are done. */
export function FirstSteps({ current }: { current: FirstStep }): VNode {
  const at = steps.findIndex(([step]) => step === current);
  return (
    <ol class={style['steps']} aria-label="Three steps to the first answer">
      {steps.map(([step, title, text, to], index) => (
        <li
          key={step}
          class={index < at ? style['done'] : undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          <span class={style['number']} aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          <div>
            <a href={addressOf(to)}>{title}</a>
            {index < at && <span class="visually-hidden"> (done)</span>}
            <p>{text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
