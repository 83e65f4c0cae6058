import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isAbstractType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { deep, randomValidOperation } from './random-valid-operation.ts';
import { hostileJson } from '../fuzz/hostile-json.ts';
import type { Random } from '../fuzz/random.ts';

/** Text that stands for the payload of a `subscribe` message: JSON, but not always an operation. */
export type RandomPayload = string;

const conditions = [
  ['', '', '', '', '', ''],
  [' @include(if: $v)', ' @skip(if: $v)', ' @include(if: true)', ' @skip(if: true)'],
  [' @include', ' @skip(if: "x")', ' @unknown(a: 1)', ' @deprecated', ' @oneOf', ' @defer'],
  [' @include(if: $missing)', ' @skip(if: $v) @include(if: $v)', ' @include(if: null)'],
].flat();
const fragments = [
  'fragment F on Query { version ...F }',
  'fragment F on Subscription { health @skip(if: $v) { isReady } }',
  'fragment F on Subscription { ...G } fragment G on Subscription { ...F }',
  'fragment F on Health { isReady ...G } fragment G on Health { queue { maxTurns } }',
  'fragment F on Unknown { x } fragment F on Health { isReady }',
];
const literals = [
  ['null', '1', '-1', '1e999', '""', '"x"', '"""block"""', 'true', 'ENUM', '[]', '{}', '$v'],
  ['{text: "x"}', '[[[]]]', '{messages: []}', '$missing', '{messages: [{role: USER}]}'],
].flat();
const faults: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['query', ['5', 'null', '{}', '[]', '""', '"{"', '"\\u0000"']],
  ['variables', ['5', '"x"', '[]', 'true', '[[]]']],
  ['operationName', ['5', '{}', '[]', '""', '"__proto__"', '"S2"']],
  ['extensions', ['5', '"x"', '[]', '{"persistedQuery":5}', '{"persistedQuery":{}}']],
];

/** The payload of an operation: of the schema mostly, and wrong in some way mostly. */
export function randomPayload(random: Random, schema: GraphQLSchema): RandomPayload {
  if (random.chance(60)) return randomTamePayload(random, schema);
  const fields = new Map([['query', JSON.stringify(randomDocument(random, schema))]]);
  if (random.chance(70)) fields.set('variables', randomVariables(random));
  if (random.chance(20)) fields.set('operationName', random.pick(['"S"', '"S2"', '"none"']));
  if (random.chance(15)) {
    const [name, values] = random.pick(faults);
    fields.set(name, random.pick(values));
  }
  if (random.chance(2)) return random.pick(['5', 'null', '[]', '"x"', '{}']);
  return `{${[...fields].map(([name, value]) => `"${name}":${value}`).join()}}`;
}

/** A valid operation; now and then one of its variables has a hostile value. */
function randomTamePayload(random: Random, schema: GraphQLSchema): RandomPayload {
  const { query, variables } = randomValidOperation(random, schema);
  const values = Object.entries(variables).map(
    ([name, value]) => `"${name}":${random.chance(15) ? json(random) : JSON.stringify(value)}`,
  );
  const levels = 1 + random.below(4000);
  const nested = `${'{"a":'.repeat(levels)}{}${'}'.repeat(levels)}`;
  const text = values.join().replaceAll(JSON.stringify(deep), nested);
  return `{"query":${JSON.stringify(query)},"variables":{${text}}}`;
}

function randomVariables(random: Random): string {
  const input = '{"messages":[{"role":"USER","content":[{"text":"Hi"}]}]}';
  const value = random.chance(40) ? random.pick(['true', 'false', 'null', input]) : json(random);
  return random.chance(90) ? `{"v":${value}}` : `{"v":${value},"__proto__":${json(random)}}`;
}

/** What is no JSON at all is a message that no operation can be read from. */
function json(random: Random): string {
  const text = hostileJson(random);
  try {
    JSON.parse(text);
    return text.length < 20_000 ? text : '"long"';
  } catch {
    return 'null';
  }
}

function randomDocument(random: Random, schema: GraphQLSchema): string {
  const operations = [randomOperation('S', random, schema)];
  if (random.chance(10)) operations.push(randomOperation('S2', random, schema));
  if (random.chance(25)) operations.push(random.pick(fragments));
  const text = operations.join('\n');
  if (random.chance(90)) return text;
  const at = random.below(text.length);
  const inserted = random.pick(['{', '}', '(', '"', '$', '@', '...', '\u0000', '🫖', '#', '']);
  return text.slice(0, at) + inserted + text.slice(at + random.below(5));
}

function randomOperation(name: string, random: Random, schema: GraphQLSchema): string {
  const kind = random.pick(['query', 'mutation', 'subscription', 'subscription']);
  const root = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[kind];
  const type = schema.getType(random.chance(95) ? (root ?? '') : 'Health');
  const variable = random.pick([
    'Boolean!',
    'Boolean',
    'String',
    'ID!',
    'Int',
    'Unknown',
    '[JSON!]',
  ]);
  const input = random.pick(['ChatCompletionInput!', 'SubmitToolOutputsInput!', variable]);
  const head = random.chance(85) ? `(${['$v', '$v', 'v'][random.below(3)]}: ${input})` : '';
  const condition = random.chance(15) ? random.pick(conditions) : '';
  return `${kind} ${name}${head}${condition} ${randomSelection(random, schema, type, 0)}`;
}

function randomSelection(
  random: Random,
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
  depth: number,
): string {
  const parts = Array.from({ length: depth === 0 ? 1 : 1 + random.below(3) }, () => {
    const condition = random.pick(conditions);
    if (random.chance(8)) return `...F${condition}`;
    if (random.chance(4)) return `__typename${condition}`;
    if (random.chance(2)) return `unknown${condition}`;
    const inner = typeWithin(random, schema, type);
    if (random.chance(depth === 0 ? 10 : 5) || inner !== type) {
      const on = random.chance(80) && inner ? ` on ${inner.name}` : '';
      return `...${on}${condition} ${randomSelection(random, schema, inner, depth + 1)}`;
    }
    return randomField(random, schema, type, depth) + (random.chance(2) ? condition : '');
  });
  return `{ ${parts.join(' ')} }`;
}

/** One of the types that an interface or union stands for. */
function typeWithin(
  random: Random,
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
): GraphQLNamedType | undefined {
  return type && isAbstractType(type) ? random.pick(schema.getPossibleTypes(type)) : type;
}

function randomField(
  random: Random,
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
  depth: number,
): string {
  if (!isObjectType(type)) return '__typename';
  const field = random.pick(Object.values(type.getFields()));
  const given = field.args.filter(() => random.chance(85)).map((arg) => argument(random, arg));
  const args = given.length === 0 ? '' : `(${given.join(', ')})`;
  const alias = random.chance(5) ? 'alias: ' : '';
  const inner = getNamedType(field.type);
  const selection =
    isCompositeType(inner) && !random.chance(2)
      ? depth > 5
        ? ' { __typename }'
        : ` ${randomSelection(random, schema, inner, depth + 1)}`
      : '';
  return `${alias}${field.name}${args}${random.pick(conditions)}${selection}`;
}

function argument(random: Random, { name }: GraphQLArgument): string {
  return `${name}: ${random.chance(60) ? '$v' : random.pick(literals)}`;
}
