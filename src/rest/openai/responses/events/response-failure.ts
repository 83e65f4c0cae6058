import type { TurnError } from '../../../../conversations/turn.ts';
import { errorRow, errorTable } from '../../../../errors/error-table.ts';
import type { CodexServeError } from '../../../../errors/errors.ts';
import { errorBody } from '../../errors/error-body.ts';
import { inWordsOfResponses } from './field-names.ts';
import type { EventBody } from './response-event.ts';

/** `error` of a response. */
export interface ResponseError {
  readonly code: string;
  readonly message: string;
}

/**
 * The codes that a response may name. OpenAI's document lists fewer; Codex acts upon
 * `context_length_exceeded` and `insufficient_quota`, and its own service sends the last one.
 */
const shownCodes = new Set([
  'server_error',
  'rate_limit_exceeded',
  'invalid_prompt',
  'context_length_exceeded',
  'insufficient_quota',
  'misalignment_policy_violation',
]);

/** A turn's error as its response names it: of an error of the gateway or the service `server_error`. */
export function toResponseError({ code, message }: TurnError): ResponseError {
  const wireCode = Object.hasOwn(errorTable, code) ? wireCodeOf(code) : code;
  return { code: shownCodes.has(wireCode) ? wireCode : 'server_error', message };
}

/**
 * The event that makes every client raise the error. It holds the error twice: flat, as OpenAI's
 * document has it, and nested, as SDKs and Open Responses read it.
 */
export function toErrorEvent(error: CodexServeError): EventBody {
  const { error: nested } = errorBody(error);
  const { code, message } = nested;
  const param = nested.param === null ? null : inWordsOfResponses(nested.param);
  return { type: 'error', code, message, param, error: { ...nested, param } };
}

function wireCodeOf(code: string): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is a name in the table
  return errorRow(code as keyof typeof errorTable).wireCode ?? 'invalid_prompt';
}
