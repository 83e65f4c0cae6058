import type { JsonValue } from '../../completion/tools.ts';
import { all, type Verdict } from './verdict.ts';

/** Whether two values are equal in JSON Schema. Unsure about numbers that lost digits. */
export function equal(one: JsonValue | undefined, other: JsonValue | undefined): Verdict {
  if (one === other) return 'yes';
  if (typeof one === 'number' && typeof other === 'number') {
    return isExact(one) && isExact(other) ? 'no' : 'unsure';
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return 'no';
    return all(membersEqual(one, other));
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return 'no';
  }
  if (Object.keys(one).length !== Object.keys(other).length) return 'no';
  return all(membersEqual(one, other));
}

type Members = Readonly<Record<string, JsonValue | undefined>> | readonly JsonValue[];

function* membersEqual(one: Members, other: Members): Generator<Verdict> {
  const others = new Map(Object.entries(other));
  for (const [name, member] of Object.entries(one)) {
    yield others.has(name) ? equal(member, others.get(name)) : 'no';
  }
}

/** Whether a parsed number is within the range in which integers are exact. */
export function isExact(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}
