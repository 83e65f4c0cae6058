import { hostileJson } from './hostile-json.ts';
import type { Random } from './random.ts';
import { validBodies } from './valid-bodies.ts';

/** Stands, as a string, where a text goes that is no JSON value. */
const mark = '\u0001';

const strangeNames = ['__proto__', 'constructor', 'toString', '', 'x'.repeat(1000), 'unknown', '0'];

/**
 * A request's body: a valid one in which something was replaced, removed, added or doubled, and
 * now and then bytes that are no UTF-8 or no JSON. Most ask for a model that is not there, so that
 * what passes the checks costs no turn.
 */
export function createBody(random: Random): Buffer {
  if (random.chance(3)) return Buffer.from(hostileJson(random));
  const body = structuredClone(random.pick(validBodies));
  const changes = random.chance(10) ? 0 : 1 + random.below(3);
  // The stand-in may answer a spoilt format with prose, which is rightly no answer then.
  const isAnswered = random.chance(12) && !('response_format' in body);
  return spoilt(body, changes, isAnswered, random);
}

/**
 * A valid body in which so many things were changed.
 *
 * @param isAnswered Whether it keeps its model.
 */
export function spoilt(body: object, changes: number, isAnswered: boolean, random: Random): Buffer {
  const texts: string[] = [];
  for (let change = 0; change < changes; change++) spoil(body, texts, random);
  if (!isAnswered) Object.assign(body, { model: 'gpt-none' });
  const json = JSON.stringify(body).replaceAll(`"\\u0001"`, () => texts.shift() ?? 'null');
  const bytes = Buffer.from(random.chance(5) ? doubled(json, random) : json);
  return random.chance(8) ? spoilBytes(bytes, random) : bytes;
}

/** Changes one member somewhere in a value. */
function spoil(value: unknown, texts: string[], random: Random): void {
  const places = [...objectsIn(value)];
  const place = random.pick(places);
  const names = Object.keys(place);
  const name =
    random.chance(80) && names.length > 0 ? random.pick(names) : random.pick(strangeNames);
  if (random.chance(10)) {
    Reflect.deleteProperty(place, name);
    return;
  }
  texts.push(hostileJson(random));
  // Not an assignment: that would set the prototype.
  Object.defineProperty(place, name, {
    value: mark,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

/** A value's objects and arrays, itself included. */
function* objectsIn(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const member of Object.values(value)) yield* objectsIn(member);
}

/** With a member given twice. */
function doubled(json: string, random: Random): string {
  const name = random.pick(['model', 'messages', 'input', 'stream', 'tools', '__proto__']);
  return `{"${name}":${hostileJson(random)},${json.slice(1)}`;
}

/** With bytes that are no UTF-8, cut off, or with a byte of another value. */
function spoilBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  const cut = [bytes.subarray(0, at), bytes.subarray(at)] as const;
  const strange = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0], [0xf5, 0x80]];
  switch (random.below(3)) {
    case 0:
      return Buffer.concat([cut[0], Buffer.from(random.pick(strange)), cut[1]]);
    case 1:
      return cut[0];
    default:
      return Buffer.concat([cut[0], Buffer.from([random.below(256)]), cut[1].subarray(1)]);
  }
}
