import path from 'node:path';
import { InvalidValueError } from '../values/invalid-value.ts';
import type { ValueForm } from '../values/value-form.ts';

/**
 * A value of a config file, as the command line takes it. Throws `InvalidValueError` where the file
 * holds another type than the setting has; the message shows no value.
 *
 * @param folder That of the file, from which relative paths count.
 */
export function flagText(form: ValueForm, value: unknown, folder: string): string {
  switch (form.kind) {
    case 'switch':
      if (typeof value !== 'boolean') throw mismatch('true or false, without quotes');
      return String(value);
    case 'number':
      if (typeof value !== 'number') throw mismatch('a number, without quotes');
      return String(value);
    case 'size':
      if (typeof value !== 'number' && typeof value !== 'string') {
        throw mismatch('a number of bytes, or a string like "1GiB"');
      }
      return String(value);
    case 'path':
      return pathText(text(value), folder);
    case 'list':
      return Array.isArray(value)
        ? members(form.of, value, folder)
        : text(value, 'an array of strings, or a string');
    case 'pairs':
      return pairsText(form, value);
    case 'text':
    case 'word':
    default:
      return text(value);
  }
}

function mismatch(wanted: string): InvalidValueError {
  return new InvalidValueError(`must be ${wanted}`);
}

function text(value: unknown, wanted = 'a string in quotes'): string {
  if (typeof value === 'string') return value;
  throw mismatch(wanted);
}

function pathText(value: string, folder: string): string {
  const isRelative = value.trim() !== '' && !/^~(?=$|\/)/.test(value);
  return isRelative ? path.resolve(folder, value) : value;
}

function members(form: ValueForm, values: readonly unknown[], folder: string): string {
  return values.map((value) => single(flagText(form, value, folder))).join(',');
}

/** A comma would make two of one. */
function single(member: string): string {
  if (!member.includes(',')) return member;
  throw new InvalidValueError('a member holds a comma; give each one for itself');
}

function pairsText({ separator }: Extract<ValueForm, { kind: 'pairs' }>, value: unknown): string {
  if (Array.isArray(value)) return members({ kind: 'text' }, value, '');
  if (!isTable(value))
    return text(value, 'a table of names with strings, an array of strings, or a string');
  const pairs = Object.entries(value).map(([name, each]) => {
    // A dot in a bare name begins a table: gpt-4.1 = "x".
    if (isTable(each)) {
      const [rest = '1'] = Object.keys(each);
      throw new InvalidValueError(`put a name with a dot in quotes, like "${name}.${rest}"`);
    }
    return single(`${name}${separator}${text(each, 'a table of names with strings in quotes')}`);
  });
  return pairs.join(',');
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  const isOther = Array.isArray(value) || value instanceof Date;
  return typeof value === 'object' && value !== null && !isOther;
}
