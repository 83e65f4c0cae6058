import type { AttemptBudget } from '../../../codex/completion/attempt-budget.ts';
import type { CompletionRequest, IdempotencyKey } from '../../../codex/completion/request.ts';
import { callableTools } from '../../../codex/completion/tools.ts';
import { resolveItems, type ResolvedItems } from '../../../conversations/items/resolve-items.ts';
import type { RawItem } from '../../../conversations/raw-item.ts';
import type { RunningTurn } from '../../../conversations/running/running-turn.ts';
import type { TurnPlan, TurnStart } from '../../../conversations/running/turns.ts';
import { foundFor } from '../../../http/access/guest-notice.ts';
import { inlineImages } from '../../../images/inline-images.ts';
import { letOthersRun } from '../../../util/event-loop.ts';
import { schemaTooLarge } from '../validation/tool-schema.ts';
import { faultOfResponses } from './events/field-names.ts';
import { imagePlaces } from './request/image-places.ts';
import type { ResponseRequest } from './request/response-request.ts';
import type { ResponsesOptions } from './responses-options.ts';
import { withCompaction } from './with-compaction.ts';

/** Items whose steps are taken one by one: each step of 16,000 takes tens of milliseconds. */
const manyItems = 500;

/** A turn that answers a request. */
export interface StartedTurn {
  readonly turn: RunningTurn;
  /** Paths of the request's fields that have no effect, each once. */
  readonly ignored: readonly string[];
}

/** A turn that a request has started, and no other one before it. */
export interface NewTurn extends StartedTurn {
  /** Everything that was said before its answer, oldest first. */
  readonly said: readonly RawItem[];
}

/** What a turn is started with beside its request. */
export interface TurnTerms {
  /** Cancels the turn, unless it runs in the background. */
  readonly signal: AbortSignal;
  /** Counts the requests to the service. Default: a new budget. */
  readonly attempts?: AttemptBudget;
  /** What was said before, where no store keeps it. Default: what `from` of the request names. */
  readonly base?: readonly RawItem[] | undefined;
}

/**
 * The turn that was started under an idempotency key, or else a new one. Rejects as `startTurn` does.
 *
 * @param onNew Called with a new turn. Default: nobody is.
 */
export async function startTurnOnce(
  request: ResponseRequest,
  idempotency: IdempotencyKey | undefined,
  terms: TurnTerms,
  options: ResponsesOptions,
  onNew: (started: NewTurn) => void = () => {},
): Promise<StartedTurn> {
  const keyed = { ...request.completion, ...(idempotency && { idempotency }) };
  const turn = await options.turns.once(keyed, terms.signal, async (signal) => {
    const begun = await startTurn(request, { ...terms, signal }, options);
    onNew(begun);
    return begun.turn;
  });
  return started(turn, request);
}

/**
 * Starts the turn that a request asks for, where the request says. Rejects with what is wrong with its
 * conversation, and as `SessionCore.run` does; others may begin there then.
 */
export async function startTurn(
  request: ResponseRequest,
  terms: TurnTerms,
  options: ResponsesOptions,
): Promise<NewTurn> {
  const { caller } = request.completion;
  const { base } = terms;
  const isLong = request.input.length > manyItems;
  if (isLong) await letOthersRun();
  const from = base === undefined ? request.from : {};
  const begun = await foundFor(caller, options.turns.begin(caller, from));
  const start = base === undefined ? begun : { ...begun, history: base };
  const { completion, plan, said } = await prepared(request, start, terms, options);
  if (isLong) await letOthersRun();
  const turn = await options.turns.run(completion, plan, terms.signal).catch((error: unknown) => {
    throw faultOfResponses(error);
  });
  return { ...started(turn, request), said };
}

function started(turn: RunningTurn, { completion: { effort } }: ResponseRequest): StartedTurn {
  const { effort: used, ignored } = turn.completion;
  const isOverruled = effort !== undefined && effort !== used;
  return { turn, ignored: isOverruled ? [...ignored, 'reasoning.effort'] : ignored };
}

/** What is asked of the core. Lets others begin there where that fails. */
async function prepared(
  request: ResponseRequest,
  start: TurnStart,
  { signal, attempts, base }: TurnTerms,
  options: ResponsesOptions,
): Promise<{ completion: CompletionRequest; plan: TurnPlan } & Pick<NewTurn, 'said'>> {
  const { images, isStrict } = options;
  try {
    const { history } = start;
    const { items: input, hasUnreadable } = await resolved(request, history, options);
    const { asked, toItems } = withCompaction({ ...request, input }, history, options);
    const places = imagePlaces(request.input);
    const messages = await inlineImages(asked.messages, images, signal, places, asked.caller);
    const tools = shortened(request, asked, options);
    const [tooLarge] = tools;
    if (isStrict && tooLarge !== undefined) throw schemaTooLarge(tooLarge);
    const unread = hasUnreadable ? ['input[].reasoning'] : [];
    const ignored = [...request.ignored, ...tools, ...unread];
    const completion = {
      ...asked,
      messages,
      ignored,
      ...(attempts && { attempts }),
    };
    const { settings, isStored, isBackground: isDetached } = request;
    // What no store keeps becomes part of the turn that is kept.
    const added = base === undefined || !isStored ? input : [...base, ...input];
    const plan = { start, input: added, settings, isStored, isDetached };
    const said = [...history, ...input];
    return { completion, plan: { ...plan, ...(toItems && { toItems }) }, said };
  } catch (error) {
    start.release();
    throw error;
  }
}

/** The input with kept items in place of references. */
async function resolved(
  { input, isStored, completion: { caller } }: ResponseRequest,
  history: readonly RawItem[],
  { conversations }: ResponsesOptions,
): Promise<ResolvedItems> {
  const source = { store: conversations, reader: caller, history, isStored };
  return await foundFor(caller, resolveItems(input, source));
}

/** The fields whose schema does not reach the model whole. */
function shortened(
  { tools: { tools } }: ResponseRequest,
  { tools: all = [], toolChoice }: CompletionRequest,
  { core }: ResponsesOptions,
): string[] {
  return callableTools(all, toolChoice)
    .filter((tool) => core.shortensSchema(tool))
    .map((tool) => {
      const path = tools.find((placed) => placed.tool === tool)?.path;
      return path === undefined ? 'tools' : `${path}.parameters`;
    });
}
