import type { GraphQLResolveInfo } from 'graphql';
import type { GraphqlContext } from '../kit/context.ts';
import { boundedRead } from '../limits/bounded-reads.ts';
import { completionOfRecord, completionOfTurn, singletonIds } from './ids.ts';
import { readAccount, readHealth } from './read-once.ts';

/** Types that implement `Node`. */
export type NodeType =
  | 'Account'
  | 'ChatCompletion'
  | 'CompletionRecord'
  | 'Conversation'
  | 'ConversationTurn'
  | 'Engine'
  | 'Health'
  | 'Login'
  | 'Model'
  | 'Queue';

/** The types of the objects that were found, because a plain object does not show its type. */
const types = new WeakMap<object, NodeType>();

/** The object with this ID, as the client may see it; null where there is none. */
export async function findNode(
  id: string,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  const found = await find(id, context, info);
  if (found === undefined) return null;
  const [type, node] = found;
  types.set(node, type);
  return node;
}

/** The type of an object that `findNode` has found. Throws a `TypeError` for any other. */
export function nodeType(node: object): NodeType {
  const type = types.get(node);
  if (type === undefined) throw new TypeError('This object was not found by its ID.');
  return type;
}

async function find(
  id: string,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<readonly [NodeType, object] | undefined> {
  const { core, usage, conversations, caller } = context;
  switch (id) {
    case singletonIds.account:
      return ['Account', await readAccount(context)];
    case singletonIds.engine:
      return ['Engine', (await readHealth(context)).engine];
    case singletonIds.health:
      return ['Health', await readHealth(context)];
    case singletonIds.queue:
      return ['Queue', (await readHealth(context)).queue];
    default:
  }
  const recorded = completionOfRecord(id);
  if (recorded !== undefined) {
    const record = await usage.completionRecord(recorded);
    return record && ['CompletionRecord', record];
  }
  const ofTurn = completionOfTurn(id);
  if (ofTurn !== undefined) {
    const turn = await boundedRead(
      context,
      info,
      async () => await conversations.turn(caller, ofTurn),
    );
    return turn && ['ConversationTurn', turn];
  }
  const completion = await core.completion(id);
  if (completion !== undefined) return ['ChatCompletion', completion];
  const conversation = await conversations.conversation(caller, id);
  if (conversation !== undefined) return ['Conversation', conversation];
  const model = (await core.models()).find((candidate) => candidate.id === id);
  if (model !== undefined) return ['Model', model];
  const login = (await core.accountState()).logins.find((candidate) => candidate.id === id);
  return login && ['Login', login];
}
