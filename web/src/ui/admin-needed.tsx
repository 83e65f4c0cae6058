import type { VNode } from 'preact';
import { useApp } from '../hooks/context.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** Says that only an admin may do something, where the admin token is, and takes it. */
export function AdminNeeded({ title }: { title: string }): VNode {
  const { changeKey } = useApp();
  return (
    <Notice title={title}>
      <p>
        On the machine of the gateway, <code>codex-serve admin-token</code> prints the admin token.
        It is also in the file <code>admin-token</code> in the folder of <code>--home</code>, which
        is <code>~/.codex-serve</code> by default. In a terminal, the start of the gateway prints
        the address of this page with the token.
      </p>
      <Button icon="key" onClick={changeKey}>
        Enter the admin token
      </Button>
    </Notice>
  );
}
