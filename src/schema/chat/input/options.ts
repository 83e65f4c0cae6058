import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { invalid } from '../../kit/invalid-input.ts';
import { isPassedOn } from '../../../codex/checks/passed-items.ts';
import type { ChatSettingsInput, MessageInput, WebSearchInput } from './chat-completion-input.ts';

/** Sampling, the web search, caching and bookkeeping. */
export type Options = Pick<CompletionRequest, 'sampling' | 'webSearch' | 'caching' | 'labels'>;

/**
 * The options of an input in the core's form, without those that the engine does not pass on. Throws
 * an `InvalidRequestError` that names the field.
 */
export function toOptions(input: ChatSettingsInput, has: Capabilities): Options {
  const { temperature, topP, webSearch, promptCacheKey: key, safetyIdentifier } = input;
  assertRange('temperature', temperature, 2);
  assertRange('topP', topP, 1);
  const sampling = {
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof topP === 'number' && { topP }),
  };
  return {
    ...(has.hasSampling && Object.keys(sampling).length > 0 && { sampling }),
    ...(webSearch && { webSearch: toWebSearch(webSearch) }),
    ...(has.hasCacheKey && typeof key === 'string' && { caching: { key } }),
    ...(has.hasLabels && typeof safetyIdentifier === 'string' && { labels: { safetyIdentifier } }),
  };
}

function assertRange(name: string, value: number | null | undefined, max: number): void {
  if (typeof value !== 'number' || (value >= 0 && value <= max)) return;
  throw invalid(name, `${name} must be from 0 to ${max}; it is ${value}.`);
}

function toWebSearch({ contextSize, location }: WebSearchInput): NonNullable<Options['webSearch']> {
  const { city, country, region, timezone } = location ?? {};
  const known = {
    ...(typeof city === 'string' && { city }),
    ...(typeof country === 'string' && { country }),
    ...(typeof region === 'string' && { region }),
    ...(typeof timezone === 'string' && { timezone }),
  };
  return { ...(contextSize && { contextSize }), ...(location && { location: known }) };
}

/** The paths of the fields that the engine does not pass on, and that only hint at the answer. */
export function ignoredOptions(input: ChatSettingsInput, has: Capabilities): string[] {
  const { temperature, topP, promptCacheKey, safetyIdentifier, tools, responseFormat } = input;
  const isSampled = { temperature, topP };
  return [
    ...(has.hasSampling ? [] : given(isSampled)),
    ...(has.hasCacheKey ? [] : given({ promptCacheKey })),
    ...(has.hasLabels ? [] : given({ safetyIdentifier })),
    ...(has.hasNativeTools
      ? []
      : (tools ?? []).flatMap((tool, index) =>
          tool.function?.strict === true ? [`tools[${index}].function.strict`] : [],
        )),
    ...(!has.hasNativeFormats && typeof responseFormat?.jsonSchema?.description === 'string'
      ? ['responseFormat.jsonSchema.description']
      : []),
  ];
}

/** The paths of the items of a history that the engine drops. */
export function droppedItems(messages: readonly MessageInput[], has: Capabilities): string[] {
  if (has.hasRawTools) return [];
  return messages.flatMap(({ item }, index) => {
    const type = item?.['type'];
    return typeof type !== 'string' || isPassedOn(type) ? [] : [`messages[${index}].item`];
  });
}

function given(fields: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [name],
  );
}

/** Refuses what would change the answer where the engine has no such option. Throws `InvalidRequestError`. */
export function assertSupported({ webSearch, tools }: ChatSettingsInput, has: Capabilities): void {
  if (webSearch && !has.hasHostedTools) throw unsupported('webSearch');
  const index = (tools ?? []).findIndex(({ custom }) => custom?.grammar);
  if (index !== -1 && !has.hasCustomTools) throw unsupported(`tools[${index}].custom.grammar`);
}

function unsupported(param: string): InvalidRequestError {
  const message = `${param} is not supported by the engine that answers.`;
  return new InvalidRequestError('unsupported_parameter', message, { param });
}
