import {
  InvalidRequestError,
  LoginRequiredError,
  UpstreamError,
  type CodexServeError,
} from '../../errors/errors.ts';
import type { Upstream } from '../engine/upstream.ts';

/** What is known about the model and the service of an answer that failed. */
export interface ErrorFacts {
  /** Tokens; null where the catalog does not say. */
  readonly contextWindow: number | null;
  /** False for an upstream with `requires_openai_auth = false`. */
  readonly isLoginRequired: boolean;
  readonly upstream: Upstream;
}

/** The text by which litellm and programs built on it detect that a conversation is too long. */
const limitPhrase = "This model's maximum context length is";

/** The Responses API's text for the same error, which cline detects. */
const overflow =
  'Your input exceeds the context window of this model. Please adjust your input and try again.';

const missingVariable = /missing environment variable/i;

/** Rewords an error: adds the texts that programs look for, and advice that fits the upstream. */
export function explainError(error: CodexServeError, facts: ErrorFacts): CodexServeError {
  if (error.code === 'context_length_exceeded') return tooLong(error, facts);
  if (error.code === 'codex_login_required' && !facts.isLoginRequired) {
    return new LoginRequiredError(keyRefused(facts.upstream), { cause: error.cause });
  }
  if (error.code === 'upstream_error' && missingVariable.test(String(error.cause))) {
    return new UpstreamError('upstream_refused', keyMissing(facts.upstream), {
      cause: error.cause,
    });
  }
  return error;
}

function tooLong(error: CodexServeError, { contextWindow }: ErrorFacts): CodexServeError {
  const limit = contextWindow === null ? 'exceeded' : `${contextWindow} tokens`;
  const said = error.message.includes(overflow) ? '' : error.message;
  const named = said.includes(limitPhrase) ? said : `${limitPhrase} ${limit}. ${said}`.trim();
  const { param, cause } = error;
  return new InvalidRequestError('context_length_exceeded', `${named} ${overflow}`, {
    param,
    cause,
  });
}

function keyRefused({ provider, keyVariable }: Upstream): string {
  const refused = `The upstream '${provider}' refused its API key.`;
  return keyVariable === null
    ? `${refused} Check the key of this model provider in Codex's config.toml on the gateway's machine.`
    : `${refused} Check ${keyVariable} in the environment of the gateway.`;
}

function keyMissing({ provider, keyVariable }: Upstream): string {
  const variable = keyVariable ?? 'the variable that its model provider names';
  return `The upstream '${provider}' needs an API key. Set ${variable} in the environment of the gateway.`;
}
