import { readFile } from 'node:fs/promises';
import {
  buildSchema as parseSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLNamedType,
} from 'graphql';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { errorTable } from '../../src/errors/error-table.ts';
import { buildSchema } from '../../src/schema/schema.ts';
import { StreamChatDocument, type ContentPartInput } from '../generated/graphql.ts';

const schema = buildSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));

describe('the schema', () => {
  it('is the one that is checked in', async () => {
    const file = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
    const checkedIn = lexicographicSortSchema(parseSchema(file));
    expect(printSchema(lexicographicSortSchema(schema))).toBe(printSchema(checkedIn));
  });

  it('describes every type, field, argument and enum value', () => {
    const builtIn = new Set(['Boolean', 'Float', 'ID', 'Int', 'String']);
    const nameless = types
      .filter(({ name }) => !builtIn.has(name))
      .flatMap((type) => describedMembers(type))
      .filter(([, description]) => !description?.trim())
      .map(([path]) => path);
    expect(nameless).toEqual([]);
  });

  it('gives fields of one name one type, wherever a client selects them side by side', () => {
    // Of a Node a client knows the type: it selects the fields of one.
    const mixed = types.filter(isAbstractType).filter(isReturned).filter(isNoNode);
    const conflicts = mixed.flatMap((type) => {
      const seen = new Map<string, string>();
      return schema.getPossibleTypes(type).flatMap((possible) =>
        Object.values(possible.getFields())
          .filter((field) => {
            const known = seen.get(field.name) ?? String(field.type);
            seen.set(field.name, known);
            return known !== String(field.type);
          })
          .map((field) => `${type.name}: ${possible.name}.${field.name}`),
      );
    });
    expect(conflicts).toEqual([]);
  });

  it('has every code of the error table', () => {
    const codes = schema.getType('ErrorCode');
    const names = isEnumType(codes) ? codes.getValues().map(({ name }) => name) : [];
    expect(names.toSorted()).toEqual(
      Object.keys(errorTable)
        .map((code) => code.toUpperCase())
        .toSorted(),
    );
  });

  it('has no `errors` on a subscription field, for the plugin makes it deaf to unsubscribing', () => {
    const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
    expect(fields.map(({ name, extensions }) => [name, extensions['pothosErrors']])).toEqual([
      ['account', undefined],
      ['activity', undefined],
      ['alerts', undefined],
      ['chatCompletion', undefined],
      ['chatCompletionEvents', undefined],
      ['chatCompletionItems', undefined],
      ['conversation', undefined],
      ['health', undefined],
      ['sendMessage', undefined],
      ['submitToolOutputs', undefined],
    ]);
    const mutation = schema.getMutationType()?.getFields()['chatCompletion'];
    expect(mutation?.extensions['pothosErrors']).toHaveLength(7);
  });
});

describe('the generated operations', () => {
  it('are text, as any client takes it', () => {
    expect(JSON.parse(JSON.stringify({ query: StreamChatDocument }))).toEqual({
      query: expect.stringMatching(/subscription StreamChat\(\$input: ChatCompletionInput!\)/),
    });
  });

  it('hold a content part to exactly one member', () => {
    expectTypeOf<{ text: string }>().toExtend<ContentPartInput>();
    expectTypeOf<{ text: string; imageUrl: { url: string } }>().not.toExtend<ContentPartInput>();
  });
});

const isNoNode = ({ name }: GraphQLNamedType): boolean => name !== 'Node';

/** Whether a field gives it. An interface that none gives, such as `CompletionRow`, only types fragments. */
function isReturned(type: GraphQLNamedType): boolean {
  return types
    .filter((each) => isObjectType(each) || isInterfaceType(each))
    .some((each) =>
      Object.values(each.getFields()).some((field) => getNamedType(field.type) === type),
    );
}

type Described = readonly [path: string, description: string | null | undefined];

function describedMembers(type: GraphQLNamedType): Described[] {
  const own: Described = [type.name, type.description];
  if (isEnumType(type)) {
    return [
      own,
      ...type
        .getValues()
        .map(({ name, description }): Described => [`${type.name}.${name}`, description]),
    ];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [
      own,
      ...fields.map(({ name, description }): Described => [`${type.name}.${name}`, description]),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const members = Object.values(type.getFields()).flatMap((field): Described[] => {
    const path = `${type.name}.${field.name}`;
    const args = field.args.map((arg): Described => [`${path}(${arg.name})`, arg.description]);
    return [[path, field.description], ...args];
  });
  return [own, ...members];
}
