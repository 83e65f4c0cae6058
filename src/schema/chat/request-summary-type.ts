import type { RequestSummary, ToolChoiceSummary } from '../../codex/completion/request-summary.ts';
import type { Builder } from '../kit/builder.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    RequestSummary: RequestSummary;
    ToolChoiceSummary: ToolChoiceSummary;
  }
}

/** `RequestSummary` and what it is made of. */
export function addRequestSummary(builder: Builder): void {
  const answerFormat = builder.enumType('AnswerFormat', {
    description: 'The form of an answer.',
    values: {
      TEXT: { value: 'text', description: 'Prose.' },
      JSON_OBJECT: { value: 'json_object', description: 'Some JSON object.' },
      JSON_SCHEMA: { value: 'json_schema', description: 'JSON that follows a schema.' },
    } as const,
  });
  builder.objectType('RequestSummary', {
    description: 'What was asked, noted when the request was accepted, without any of its text.',
    fields: (t) => ({
      messageCount: t.exposeInt('messageCount', {
        description: 'Messages of the whole conversation, its history included.',
      }),
      pictureCount: t.exposeInt('pictureCount', { description: 'Pictures in these messages.' }),
      toolCount: t.exposeInt('toolCount', {
        description: 'Tools that the model was given, the hosted ones included.',
      }),
      toolNames: t.stringList({
        description:
          'The names of the first of them, at most 20: `namespace.name` for one in a namespace, the type for a hosted one.',
        resolve: ({ toolNames }) => [...toolNames],
      }),
      toolChoice: t.expose('toolChoice', {
        type: 'ToolChoiceSummary',
        nullable: true,
        description: 'Whether the model must call one of them, and which; null without tools.',
      }),
      responseFormat: t.expose('responseFormat', {
        type: answerFormat,
        description: 'The form in which the answer was asked for.',
      }),
      maxOutputTokens: t.expose('maxOutputTokens', {
        type: 'SafeInt',
        nullable: true,
        description: 'The longest answer that was allowed, in tokens; null without a limit.',
      }),
      isStreamed: t.exposeBoolean('isStreamed', {
        nullable: true,
        description: 'Whether the client gets the answer as it comes; null where it is not known.',
      }),
    }),
  });
  const mode = builder.enumType('RequestedToolChoice', {
    description: 'Whether the model was to call tools.',
    values: {
      AUTO: { value: 'auto', description: 'As it sees fit.' },
      NONE: { value: 'none', description: 'Not at all.' },
      REQUIRED: { value: 'required', description: 'At least one.' },
    } as const,
  });
  builder.objectType('ToolChoiceSummary', {
    description: 'Whether the model was to call tools, and which.',
    fields: (t) => ({
      mode: t.expose('mode', { type: mode, description: 'Whether it was to call any.' }),
      toolNames: t.stringList({
        description: 'The tools that it may call, at most 20; empty where it may call any.',
        resolve: ({ names }) => [...names],
      }),
    }),
  });
}
