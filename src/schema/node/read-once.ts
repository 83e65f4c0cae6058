import type { Health } from '../../codex/health.ts';
import { askedView, type AccountView } from './account-view.ts';
import type { GraphqlContext } from '../kit/context.ts';

interface Read {
  health?: Promise<Health>;
  account?: Promise<AccountView>;
}

/** The values that each operation has read. */
const reads = new WeakMap<object, Read>();

/**
 * The health, the same wherever one query selects it. A normalizing cache holds one object for each
 * ID, so an answer must not show it in two states.
 */
export async function readHealth(context: GraphqlContext): Promise<Health> {
  const read = readOf(context);
  return await (read.health ??= context.core.health());
}

/** The account, the same wherever one query selects it. */
export async function readAccount(context: GraphqlContext): Promise<AccountView> {
  const read = readOf(context);
  return await (read.account ??= view(context));
}

/** The account of a health: that of the query where it reads one, else the one in the health. */
export async function accountOf(
  { account }: Health,
  context: GraphqlContext,
): Promise<AccountView> {
  return (await reads.get(context)?.account) ?? askedView(context.core, account);
}

function readOf(context: GraphqlContext): Read {
  const read = reads.get(context) ?? {};
  reads.set(context, read);
  return read;
}

async function view({ core }: GraphqlContext): Promise<AccountView> {
  return askedView(core, await core.account());
}
