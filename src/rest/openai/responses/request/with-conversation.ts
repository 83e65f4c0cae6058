import { objectsOf } from '../../../../codex/completion/json-members.ts';
import type { CompletionRequest, Message } from '../../../../codex/completion/request.ts';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import { toMessages } from '../../../../conversations/items/to-messages.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import { assertItems } from './assert-items.ts';
import type { ResponseRequest } from './response-request.ts';
import { toToolChoice } from './to-tool-choice.ts';
import { mergeTools, noTools, toTools, type ResponseTools } from './to-tools.ts';

/**
 * The request to the core with its whole conversation. The instructions come first, and the tools
 * inside the history count as well. Throws `InvalidRequestError` for calls and outputs that do not
 * match, for items that occur twice, for tools of one name, and for a choice that names none of them.
 *
 * @param history What was said before, oldest first. Stored items stand in place of references.
 * @param input The request's input, with stored items in place of references.
 */
export function withConversation(
  { completion, tools: own, toolChoice, instructions }: ResponseRequest,
  history: readonly RawItem[],
  input: readonly RawItem[],
  capabilities: Capabilities,
): CompletionRequest {
  const items = [...history, ...input];
  assertItems(items);
  const all = mergeTools(toolsInside(history, capabilities), own);
  const tools = all.tools.map(({ tool }) => tool);
  const { allowsParallelToolCalls, ...asked } = completion;
  const choice = toToolChoice(toolChoice, all);
  const isCalling = tools.length > 0 || all.webSearch !== null || all.raw.length > 0;
  return {
    ...asked,
    messages: [...instructed(instructions), ...toMessages(items)],
    ...(tools.length > 0 && { tools }),
    ...(all.webSearch && { webSearch: all.webSearch }),
    ...(all.raw.length > 0 && { rawTools: all.raw }),
    ...(isCalling && choice !== null && { toolChoice: choice }),
    ...(isCalling && allowsParallelToolCalls !== undefined && { allowsParallelToolCalls }),
  };
}

function toolsInside(history: readonly RawItem[], capabilities: Capabilities): ResponseTools {
  return history.reduce<ResponseTools>((tools, item) => {
    if (item.type !== 'additional_tools') return tools;
    return mergeTools(tools, toTools(objectsOf(item['tools']), 'input', capabilities));
  }, noTools);
}

function instructed(instructions: string | null): Message[] {
  if (instructions === null) return [];
  return [{ role: 'developer', content: [{ type: 'text', text: instructions }] }];
}
