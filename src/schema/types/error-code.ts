import type { EnumRef } from '@pothos/core';
import type { ErrorCode } from '../../errors/error-table.ts';
import type { Builder, SchemaTypes } from '../builder.ts';

type ErrorCodeValues = {
  readonly [Code in ErrorCode as Uppercase<Code>]: {
    readonly value: Code;
    readonly description: string;
  };
};

const values: ErrorCodeValues = {
  INVALID_REQUEST: {
    value: 'invalid_request',
    description: 'The request is at fault in a way that no other code names.',
  },
  INVALID_TYPE: { value: 'invalid_type', description: 'A field holds a value of the wrong type.' },
  INVALID_VALUE: {
    value: 'invalid_value',
    description: 'A field holds a value that is not allowed.',
  },
  MISSING_REQUIRED_PARAMETER: {
    value: 'missing_required_parameter',
    description: 'A field that must be there is missing.',
  },
  UNKNOWN_PARAMETER: { value: 'unknown_parameter', description: 'A field is not known.' },
  UNSUPPORTED_PARAMETER: {
    value: 'unsupported_parameter',
    description: 'A field is known, yet the gateway cannot do what it asks for.',
  },
  UNSUPPORTED_VALUE: {
    value: 'unsupported_value',
    description: 'A value is known, yet the model or the gateway cannot serve it.',
  },
  INVALID_PROMPT: { value: 'invalid_prompt', description: 'The service refused the conversation.' },
  MISALIGNMENT_POLICY_VIOLATION: {
    value: 'misalignment_policy_violation',
    description: "The service refused the conversation under its provider's policy.",
  },
  CONTEXT_LENGTH_EXCEEDED: {
    value: 'context_length_exceeded',
    description: "The conversation is longer than the model's context window.",
  },
  MODEL_NOT_FOUND: { value: 'model_not_found', description: 'No model of that name is known.' },
  COMPLETION_NOT_FOUND: {
    value: 'completion_not_found',
    description: 'No completion of that id runs, and none that ended lately is kept.',
  },
  STREAM_GAP: {
    value: 'stream_gap',
    description: 'Events that were asked for are no longer kept; read the completion instead.',
  },
  ROUTE_NOT_FOUND: { value: 'route_not_found', description: 'No such route. REST only.' },
  METHOD_NOT_ALLOWED: {
    value: 'method_not_allowed',
    description: 'The route does not take this HTTP method.',
  },
  PAYLOAD_TOO_LARGE: { value: 'payload_too_large', description: 'The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: {
    value: 'unsupported_media_type',
    description: 'The request body is of a type that is not understood.',
  },
  INVALID_API_KEY: {
    value: 'invalid_api_key',
    description: "The gateway's API key is missing or wrong.",
  },
  CODEX_LOGIN_REQUIRED: {
    value: 'codex_login_required',
    description: 'Codex is not logged in on this machine, or the service refused its login.',
  },
  ORIGIN_NOT_ALLOWED: {
    value: 'origin_not_allowed',
    description: 'A web page of this origin may not use the gateway.',
  },
  HOST_NOT_ALLOWED: {
    value: 'host_not_allowed',
    description: 'The gateway does not answer under this host name.',
  },
  RATE_LIMIT_EXCEEDED: {
    value: 'rate_limit_exceeded',
    description: 'Too many requests, or too many tokens, in too short a time.',
  },
  INSUFFICIENT_QUOTA: {
    value: 'insufficient_quota',
    description: "The account's quota is used up.",
  },
  RESOURCE_UNAVAILABLE: {
    value: 'resource_unavailable',
    description: 'The gateway or the service has no room at the moment.',
  },
  CANCELLED: {
    value: 'cancelled',
    description: 'The completion was cancelled, or its client left.',
  },
  SERVER_OVERLOADED: { value: 'server_overloaded', description: 'The service is overloaded.' },
  ENGINE_UNAVAILABLE: {
    value: 'engine_unavailable',
    description: 'The Codex engine is not running; it is being restarted.',
  },
  SHUTTING_DOWN: { value: 'shutting_down', description: 'The gateway is shutting down.' },
  UPSTREAM_ERROR: { value: 'upstream_error', description: 'The service failed to give an answer.' },
  ANSWER_DIVERGED: {
    value: 'answer_diverged',
    description: 'The service took back what it had already streamed.',
  },
  INTERNAL_ERROR: {
    value: 'internal_error',
    description: 'A fault in the gateway; its log says more.',
  },
};

/** The error table's codes as an enum, `model_not_found` as `MODEL_NOT_FOUND`. */
export function addErrorCode(builder: Builder): EnumRef<SchemaTypes, ErrorCode> {
  return builder.enumType('ErrorCode', {
    description:
      'Names a failure for programs. The REST surface gives the same codes, in lower case.',
    values,
  });
}
