import type { Builder } from '../kit/builder.ts';
import type { Caller } from '../../codex/completion/caller.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Client: Pick<Caller, 'name' | 'program'>;
  }
}

/** `Client`. */
export function addClient(builder: Builder): void {
  builder.objectType('Client', {
    description: 'Who asked for a completion.',
    fields: (t) => ({
      keyName: t.exposeString('name', {
        nullable: true,
        description:
          'Name of its API key, `default` for one that was set without; `origin:URL` for a web page that sees only what its origin started; null for any other client without a key.',
      }),
      userAgent: t.exposeString('program', {
        nullable: true,
        description: 'The name of its program; null if the program does not send one.',
      }),
    }),
  });
}
