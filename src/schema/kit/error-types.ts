import { StreamGapError } from '../../codex/streams/stream-gap-error.ts';
import {
  CancelledError,
  type CodexServeError,
  InvalidRequestError,
  LoginRequiredError,
  ModelNotFoundError,
  RateLimitedError,
  UpstreamError,
} from '../../errors/errors.ts';
import {
  LoginFailedError,
  LoginNotFoundError,
  LoginNotNeededError,
} from '../../errors/login-errors.ts';
import type { Builder } from './builder.ts';
import { CompletionNotFoundError } from './completion-not-found-error.ts';
import { addConversationErrors } from './conversation-error-types.ts';
import {
  ConversationLockedError,
  ConversationNotFoundError,
  StoreOffError,
  TurnNotFoundError,
} from './conversation-errors.ts';
import { inputField } from './input-field.ts';
import { addErrorCode, type ErrorCodeRef } from './error-code.ts';

declare module './builder.ts' {
  interface InterfaceTypes {
    Error: CodexServeError;
  }
}

/** The errors of an answer, in the order in which a result union lists them. */
export const completionErrors = [
  InvalidRequestError,
  ModelNotFoundError,
  LoginRequiredError,
  RateLimitedError,
  UpstreamError,
  CancelledError,
] as const;

const errorClasses = [
  ...completionErrors,
  CompletionNotFoundError,
  StreamGapError,
  LoginFailedError,
  LoginNotFoundError,
  LoginNotNeededError,
  ConversationLockedError,
  ConversationNotFoundError,
  StoreOffError,
  TurnNotFoundError,
] as const;

/**
 * An error as the value of a field: a plain object, for an `Error` in that place counts as thrown.
 * One without a GraphQL type, a fault of the gateway, shows as an `UpstreamError`.
 */
export function asErrorData(error: CodexServeError): CodexServeError {
  const isTyped = errorClasses.some((type) => error instanceof type);
  const name = isTyped ? error.name : 'UpstreamError';
  return Object.assign({}, error, { name, message: error.message });
}

/** The `Error` interface and the types that implement it; gives the enum of its codes. */
export function addErrors(builder: Builder): ErrorCodeRef {
  const errorCode = addErrorCode(builder);

  builder.interfaceType('Error', {
    description:
      'A failure that a client can act on. More types may implement it later: select `message` and `code` on the interface, and the rest on the types you know.',
    resolveType: (error) => error.name,
    fields: (t) => ({
      message: t.exposeString('message', {
        description: 'For people. It may change; branch on `code` or the type.',
      }),
      code: t.expose('code', { type: errorCode, description: 'For programs.' }),
    }),
  });

  builder.objectType(InvalidRequestError, {
    name: 'InvalidRequestError',
    description: 'The request has a fault. The same request fails again.',
    interfaces: ['Error'],
    fields: (t) => ({
      param: t.string({
        nullable: true,
        resolve: ({ param }) => param && inputField(param),
        description:
          'The input field at fault, `messages[0].content`; null when no single field is at fault.',
      }),
    }),
  });
  builder.objectType(ModelNotFoundError, {
    name: 'ModelNotFoundError',
    description: 'There is no model with this name. `Query.models` lists all models.',
    interfaces: ['Error'],
    fields: (t) => ({
      model: t.exposeString('model', { description: 'The name that was asked for.' }),
    }),
  });
  builder.objectType(LoginRequiredError, {
    name: 'LoginRequiredError',
    description:
      'Codex is not logged in on this machine, or the service refused its login. Run `codex login`, or `startLogin`; the gateway notices by itself.',
    interfaces: ['Error'],
  });
  builder.objectType(RateLimitedError, {
    name: 'RateLimitedError',
    description: "The account's quota is used up, or requests come too fast.",
    interfaces: ['Error'],
    fields: (t) => ({
      retryAfterMs: t.expose('retryAfterMs', {
        type: 'SafeInt',
        nullable: true,
        description: 'When trying again makes sense, in milliseconds from now; null when unknown.',
      }),
    }),
  });
  builder.objectType(UpstreamError, {
    name: 'UpstreamError',
    description:
      'The service, Codex or the gateway itself could not give the answer. The request is not to blame; trying again may help.',
    interfaces: ['Error'],
    fields: (t) => ({
      retryAfterMs: t.expose('retryAfterMs', {
        type: 'SafeInt',
        nullable: true,
        description: 'When trying again makes sense, in milliseconds from now; null when unknown.',
      }),
    }),
  });
  builder.objectType(CancelledError, {
    name: 'CancelledError',
    description:
      'The completion was stopped, by `cancelChatCompletion` or because its client left.',
    interfaces: ['Error'],
  });
  builder.objectType(CompletionNotFoundError, {
    name: 'CompletionNotFoundError',
    description:
      'There is no running or recent completion with this ID that this API key may see. An admin key may see all of them, any other key only its own.',
    interfaces: ['Error'],
  });
  builder.objectType(StreamGapError, {
    name: 'StreamGapError',
    description:
      'Events after the given sequence are no longer kept. Read the text so far from `Query.chatCompletion`, then continue after its `lastSequence`.',
    interfaces: ['Error'],
    fields: (t) => ({
      oldestSequence: t.exposeInt('oldestSequence', {
        description: 'The oldest sequence that can still be replayed.',
      }),
    }),
  });
  addConversationErrors(builder);
  return errorCode;
}
