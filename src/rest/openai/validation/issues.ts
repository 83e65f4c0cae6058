import type { z } from 'zod';
import { InvalidRequestError } from '../../../errors/errors.ts';
import type { Fault } from './faults.ts';
import { faultOf, invalid, missing, unlisted, wrongType } from './faults.ts';
import { typeName } from '../../../http/body/type-name.ts';
import { showAll, showPath } from './wording.ts';

type Issue = z.core.$ZodIssue;

const expectedNames: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a decimal',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};

/**
 * The first thing wrong with a request body, in OpenAI's words: message, code and the path of the
 * field. The body is the one that the issues were found in.
 */
export function toInvalidRequest(error: z.ZodError, body: unknown): InvalidRequestError {
  const [first] = error.issues;
  if (first === undefined) return new InvalidRequestError('invalid_request', 'Invalid request.');
  const issue = deepest(first);
  const param = showPath(issue.path);
  const { code, message } = describe(issue, valueAt(body, issue.path));
  return new InvalidRequestError(code, param === '' ? notAnObject(body) : message(param), {
    param: param === '' ? null : param,
  });
}

function notAnObject(body: unknown): string {
  return `Invalid type for the request body: expected an object, but got ${typeName(body)} instead.`;
}

function describe(issue: Issue, value: unknown): Fault {
  const fault = faultOf(issue);
  if (fault) return fault;
  if (value === undefined) return missing;
  if (issue.code === 'invalid_type')
    return wrongType(expectedName(issue.expected), typeName(value));
  if (issue.code === 'invalid_value') return outsideList(issue.values, value);
  if (issue.code === 'invalid_union') return outsideUnion(issue, value);
  if (issue.code === 'too_big') return tooBig(value, Number(issue.maximum));
  if (issue.code === 'too_small') return tooSmall(value, Number(issue.minimum));
  return invalid(issue.message);
}

function expectedName(expected: string): string {
  return expectedNames[expected] ?? `a ${expected}`;
}

function outsideList(supported: readonly unknown[], value: unknown): Fault {
  if (typeof value === typeof supported[0]) return unlisted(value, supported);
  return wrongType(`one of ${showAll(supported)}`, typeName(value));
}

function outsideUnion(issue: z.core.$ZodIssueInvalidUnion, value: unknown): Fault {
  if ('options' in issue && Array.isArray(issue.options)) return outsideList(issue.options, value);
  const expected = issue.errors.flatMap(([first]) =>
    first?.code === 'invalid_type' ? [expectedName(first.expected)] : [],
  );
  return wrongType(`one of ${expected.join(' or ')}`, typeName(value));
}

function tooBig(value: unknown, limit: number): Fault {
  if (typeof value === 'number') {
    return invalid(
      `${noun(value)} above maximum value. Expected a value <= ${limit}, but got ${value} instead.`,
    );
  }
  return invalid(
    `${noun(value)} too long. Expected ${typeName(value)} with maximum length ${limit}, but got ${typeName(value)} with length ${lengthOf(value)} instead.`,
  );
}

function tooSmall(value: unknown, limit: number): Fault {
  if (typeof value === 'number') {
    return invalid(
      `${noun(value)} below minimum value. Expected a value >= ${limit}, but got ${value} instead.`,
    );
  }
  return invalid(
    `empty ${noun(value)}. Expected ${typeName(value)} with minimum length ${limit}, but got an empty ${noun(value)} instead.`,
  );
}

/** The type's name without its article. */
function noun(value: unknown): string {
  return typeName(value).replace(/^an? /, '');
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

/** Where a value matched no branch of a union, the issue of the branch that it came closest to. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .flatMap(([first]) => (first ? [deepest(first)] : []))
    .find(({ code, path }) => path.length > 0 || code !== 'invalid_type');
  return inner ? { ...inner, path: [...issue.path, ...inner.path] } : issue;
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    body,
  );
}
