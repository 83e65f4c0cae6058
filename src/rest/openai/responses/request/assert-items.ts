import type { CallFaults, CallStep } from '../../../../codex/checks/calls-answered.ts';
import { assertCallsMatched } from '../../../../codex/checks/calls-matched.ts';
import { isCallItem, isCallOutput } from '../../../../codex/completion/call-items.ts';
import { isGivenId } from '../../../../conversations/items/item-ids.ts';
import { isCut } from '../../../../conversations/items/to-messages.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import { InvalidRequestError } from '../../../../errors/errors.ts';

/** A call whose output is a `function_call_output`, or which the service has answered itself. */
const selfAnswered = 'local_shell_call';

/**
 * Checks the items of a whole conversation: every call has its output after it, every output its
 * call, and no two items have one id. Throws `InvalidRequestError` in OpenAI's words.
 */
export function assertItems(items: readonly RawItem[]): void {
  assertUniqueIds(items);
  assertCallsMatched(stepsOf(items), faultsOf(items));
}

function assertUniqueIds(items: readonly RawItem[]): void {
  const ids = new Set<string>();
  for (const { id } of items) {
    if (ids.has(id) && !isGivenId(id)) {
      throw fault(
        `Duplicate item found with id ${id}. Remove duplicate items from your input and try again.`,
      );
    }
    ids.add(id);
  }
}

function* stepsOf(items: readonly RawItem[]): Generator<CallStep, void> {
  const outputs = new Set(items.filter(isCallOutput).map(callIdOf));
  for (const item of items) {
    const id = callIdOf(item);
    const isSelfAnswered = item.type === selfAnswered;
    const isCall = isCallItem(item) || isSelfAnswered;
    const isAsked = isCall && (outputs.has(id) || !(isCut(item) || isSelfAnswered));
    yield { callIds: isAsked ? [id] : [], resultOf: isCallOutput(item) && id !== '' ? id : null };
  }
}

function callIdOf({ call_id: id }: RawItem): string {
  return typeof id === 'string' ? id : '';
}

function faultsOf(items: readonly RawItem[]): CallFaults {
  const kindOf = (index: number): string =>
    items[index]?.type.startsWith('custom') === true ? 'custom tool call' : 'function call';
  return {
    duplicateCall: (index, id) => fault(`Duplicate ${kindOf(index)} found with call_id ${id}.`),
    duplicateResult: (index, id) =>
      fault(`Duplicate ${kindOf(index)} output found with call_id ${id}.`),
    orphanResult: (index, id) =>
      fault(`No tool call found for ${kindOf(index)} output with call_id ${id}.`),
    unanswered: (index, [id = '']) => fault(`No tool output found for ${kindOf(index)} ${id}.`),
  };
}

function fault(message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_request', message, { param: 'input' });
}
