import { programOf } from '../../codex/completion/program.ts';
import type { Caller } from '../../codex/completion/caller.ts';
import type { Builder } from '../kit/builder.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Client: Pick<Caller, 'name' | 'userAgent'>;
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
      program: t.string({
        nullable: true,
        description:
          'The name of its program, from the user agent and without a version: `openai-python`, `OpenAI/JS`, `curl`; for a web page the browser. At most 60 characters; null if the program does not send one.',
        resolve: ({ userAgent }) => programOf(userAgent),
      }),
      userAgent: t.exposeString('userAgent', {
        nullable: true,
        description: 'The user agent of its program; null if the program does not send one.',
      }),
    }),
  });
}
