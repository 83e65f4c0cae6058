import { GraphQLError, type GraphQLResolveInfo } from 'graphql';

/** The number of characters after which an answer reads no further texts. */
const maxCharacters = 64 * 1024 * 1024;

/** Where a field is resolved, as GraphQL says it. */
type Info = Pick<GraphQLResolveInfo, 'rootValue'>;

interface Reads {
  /** The event of a subscription; each has an answer of its own. */
  readonly root: unknown;
  characters: number;
  last: Promise<unknown>;
}

/** What the last answer of each operation has read, by the context of its resolvers. */
const reads = new WeakMap<object, Reads>();

/**
 * Reads something that may be long, after the earlier reads for the same answer. Rejects with a
 * `GraphQLError` if those have read `maxCharacters`. Without a limit, one operation could exhaust the
 * memory, and JSON of more than 512 million characters does not fit into a string.
 */
export async function boundedRead<T>(
  context: object,
  { rootValue: root }: Info,
  read: () => Promise<T>,
): Promise<T> {
  const known = reads.get(context);
  const isSame = known !== undefined && known.root === root;
  const done: Reads = isSame ? known : { root, characters: 0, last: Promise.resolve() };
  reads.set(context, done);
  const result = done.last.then(async () => {
    if (done.characters >= maxCharacters) throw tooLong();
    const found = await read();
    done.characters += charactersIn(found);
    return found;
  });
  done.last = result.catch(() => {});
  return await result;
}

function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (!(value instanceof Object)) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + charactersIn(each), 0);
}

function tooLong(): GraphQLError {
  return new GraphQLError(
    'The operation selects more text than fits into one answer. Ask for smaller pages, or for less in each operation.',
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
}
