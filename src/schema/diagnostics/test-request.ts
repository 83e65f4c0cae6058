import { sendTestRequest, type TestAnswer } from '../../doctor/test-request.ts';
import { NotPermittedError } from '../../errors/login-errors.ts';
import type { Builder } from '../kit/builder.ts';
import { completionErrors } from '../kit/error-types.ts';
import { completionComplexity } from '../limits/limits.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    TestAnswer: TestAnswer;
  }
}

/** `Mutation.sendTestRequest`. */
export function addTestRequest(builder: Builder): void {
  builder.objectType('TestAnswer', {
    description: 'The answer to a test request.',
    fields: (t) => ({
      model: t.exposeString('model', { description: 'The model that answered: the default one.' }),
      text: t.exposeString('text', { description: 'What it said.' }),
      firstTokenMs: t.exposeInt('firstTokenMs', {
        description: 'Time until the first piece of the answer, in milliseconds.',
      }),
      durationMs: t.exposeInt('durationMs', {
        description: 'Time until the end of the answer, in milliseconds.',
      }),
      usage: t.expose('usage', {
        type: 'Usage',
        nullable: true,
        description: 'What it used; null where the service did not report it.',
      }),
    }),
  });
  builder.mutationField('sendTestRequest', (t) =>
    t.field({
      type: 'TestAnswer',
      description:
        'Asks the default model a short question, as any chat, which uses some of the quota. For a client that sees all. It ends when the client leaves.',
      complexity: completionComplexity,
      errors: {
        types: [NotPermittedError, ...completionErrors],
        union: {
          name: 'SendTestRequestResult',
          description: 'The answer, or why there is none.',
        },
      },
      resolve: async (_root, _args, { core, caller, signal }) => {
        if (!caller.seesAll) throw new NotPermittedError('Sending a test request');
        return await sendTestRequest(core, { caller, surface: 'GRAPHQL' }, signal);
      },
    }),
  );
}
