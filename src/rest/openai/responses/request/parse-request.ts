import { objectsOf } from '../../../../codex/completion/json-members.ts';
import type { z } from 'zod';
import { isObject } from '../../../../codex/completion/is-object.ts';
import type { Caller } from '../../../../codex/completion/caller.ts';
import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import type { StartingPoint } from '../../../../conversations/running/turns.ts';
import { ignoredFields, namesOf, refuseIgnored } from '../../validation/ignored-fields.ts';
import { toInvalidRequest } from '../../validation/issues.ts';
import { perCapabilities } from '../../validation/per-capabilities.ts';
import { assertOfResponses, assertPlaces, assertTogether } from './checks.ts';
import { ignoredTogether } from './ignored-together.ts';
import { toInputItems, withItemTypes } from './input-items.ts';
import { responseFieldsFor } from './request-fields.ts';
import type { ResponseRequest } from './response-request.ts';
import { toSettings } from './settings.ts';
import { toCompletionRequest } from './to-completion.ts';
import { clientToolTypes, hasEffect } from './tool-effects.ts';
import { mergeTools, noTools, toTools, type ResponseTools } from './to-tools.ts';

/** Settings that affect how a request is parsed. */
export interface ResponseRequestContext {
  /** Refuses what would have no effect. */
  readonly isStrict: boolean;
  readonly caller: Caller;
  /** Of the engine that will answer. */
  readonly capabilities: Capabilities;
  /** Whether the request came in a frame of a WebSocket. */
  readonly isWebSocket?: boolean;
}

const tableFor = perCapabilities(responseFieldsFor);

/** The members of a request, checked. */
export type ResponseParams = z.output<ReturnType<typeof tableFor>['schema']>;

/**
 * The request in a parsed JSON body; an absent body counts as an empty one. What the conversation
 * before it decides is left to `withConversation`. Throws `InvalidRequestError`.
 */
export function parseResponseRequest(
  body: unknown,
  context: ResponseRequestContext,
): ResponseRequest {
  const { capabilities, isStrict, isWebSocket = false } = context;
  const { table, schema } = tableFor(capabilities);
  const sent = withTypedInput(body ?? {});
  const result = schema.safeParse(sent);
  if (!result.success) throw toInvalidRequest(result.error, body ?? {});
  const params = result.data;
  const json = checkedBody(sent);
  assertOfResponses(json);
  const items = objectsOf(json['input']);
  assertPlaces(items);
  assertTogether(params);
  const input = toInputItems(items, params.input ?? []);
  const tools = toolsOf(json, items, capabilities);
  const ignored = [
    ...ignoredFields(table, sent),
    ...ignoredTogether(params, tools, { capabilities, isWebSocket }),
  ];
  if (isStrict) refuseIgnored(ignored);
  const from = startOf(params);
  const names = namesOf(ignored);
  return {
    completion: toCompletionRequest(params, json, context, names),
    input,
    tools,
    toolChoice: json['tool_choice'] ?? null,
    instructions: params.instructions || null,
    settings: toSettings(json, shownTools(json, items, capabilities), from),
    from,
    isStored: params.store !== false,
    isStreamed: params.stream ?? false,
    isBackground: params.background ?? false,
    isCompaction: input.some(({ type }) => type === 'compaction_trigger'),
    isGenerated: !isWebSocket || params.generate !== false,
    ignored: names,
  };
}

function withTypedInput(body: unknown): unknown {
  if (!isObject(body) || !Object.hasOwn(body, 'input')) return body;
  return { ...body, input: withItemTypes(body['input']) };
}

/** A body that has passed the check. */
function checkedBody(sent: unknown): JsonObject {
  return isObject(sent) ? sent : {};
}

/** The tools of the request, and those inside its input. Of two definitions the later one counts. */
function toolsOf(
  json: JsonObject,
  items: readonly JsonObject[],
  capabilities: Capabilities,
): ResponseTools {
  const own = toTools(objectsOf(json['tools']), 'tools', capabilities);
  const inside = items.map((item, index) =>
    item['type'] === 'additional_tools'
      ? toTools(objectsOf(item['tools']), `input[${index}].tools`, capabilities)
      : noTools,
  );
  return inside.reduce(mergeTools, own);
}

/** The tools that the response names: those of `tools`, and the service's own inside the input. */
function shownTools(
  json: JsonObject,
  items: readonly JsonObject[],
  capabilities: Capabilities,
): JsonObject[] {
  const inside = items
    .filter(({ type }) => type === 'additional_tools')
    .flatMap(({ tools }) => objectsOf(tools).filter(({ type }) => !clientToolTypes.has(type)));
  return [...objectsOf(json['tools']), ...inside].filter((tool) => hasEffect(tool, capabilities));
}

function startOf({
  previous_response_id: previousId,
  conversation,
}: ResponseParams): StartingPoint {
  if (previousId) return { previousId };
  if (!conversation) return {};
  return { conversationId: typeof conversation === 'string' ? conversation : conversation.id };
}
