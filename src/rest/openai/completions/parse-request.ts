import type { z } from 'zod';
import type { Caller } from '../../../codex/completion/caller.ts';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { ignoredFields, namesOf, refuseIgnored } from '../validation/ignored-fields.ts';
import { toInvalidRequest } from '../validation/issues.ts';
import { perCapabilities } from '../validation/per-capabilities.ts';
import { legacyFieldsFor, maxChoices } from './request-fields.ts';

/** A legacy completion request, checked, in this program's terms. */
export interface LegacyRequest {
  /** One for each choice of the answer, in order; at least one. */
  readonly choices: readonly [LegacyChoice, ...LegacyChoice[]];
  /** Whether the answer is an event stream. */
  readonly isStreamed: boolean;
  /** Whether the stream's last chunk holds the usage. A whole answer always has it. */
  readonly includesUsage: boolean;
  /** Names of the fields that have no effect. */
  readonly ignored: readonly string[];
}

/** The options of one choice. */
export interface LegacyChoice {
  readonly completion: CompletionRequest;
  /** Goes before the answer's text: the prompt if it is echoed, or nothing. */
  readonly prefix: string;
}

/** Settings that affect how a request is parsed. */
export interface LegacyRequestContext {
  /** Refuses what would have no effect. */
  readonly isStrict: boolean;
  readonly caller: Caller;
  /** Of the engine that will answer. */
  readonly capabilities: Capabilities;
}

const tableFor = perCapabilities(legacyFieldsFor);
type RequestParams = z.output<ReturnType<typeof tableFor>['schema']>;

/** The request in a parsed JSON body; an absent body counts as an empty one. Throws `InvalidRequestError`. */
export function parseLegacyRequest(body: unknown, context: LegacyRequestContext): LegacyRequest {
  const sent = body ?? {};
  const { table, schema } = tableFor(context.capabilities);
  const result = schema.safeParse(sent);
  if (!result.success) throw toInvalidRequest(result.error, sent);
  const params = result.data;
  const ignored = [...ignoredFields(table, sent)];
  if (context.isStrict) refuseIgnored(ignored);
  return {
    choices: toChoices(params, context),
    isStreamed: params.stream ?? false,
    includesUsage: params.stream_options?.include_usage ?? false,
    ignored: namesOf(ignored),
  };
}

/** Those of the first prompt first. */
function toChoices(params: RequestParams, context: LegacyRequestContext): LegacyRequest['choices'] {
  const prompts = typeof params.prompt === 'string' ? [params.prompt] : params.prompt;
  const count = params.n ?? 1;
  const [first, ...more] = prompts.flatMap((prompt) =>
    Array.from({ length: count }, () => toChoice(prompt, params, context)),
  );
  if (first === undefined || more.length >= maxChoices) {
    throw new InvalidRequestError(
      'invalid_value',
      `Invalid 'n': ${count} choices for each of ${prompts.length} prompts are more than ${maxChoices} together.`,
      { param: 'n' },
    );
  }
  return [first, ...more];
}

function toChoice(
  prompt: string,
  params: RequestParams,
  { caller, capabilities: { hasSampling, hasLabels } }: LegacyRequestContext,
): LegacyChoice {
  const { temperature, top_p: topP, user } = params;
  const sampling = {
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof topP === 'number' && { topP }),
  };
  const stop = typeof params.stop === 'string' ? [params.stop] : (params.stop ?? []);
  return {
    completion: {
      model: params.model,
      messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
      ...(typeof params.max_tokens === 'number' && { maxOutputTokens: params.max_tokens }),
      ...(stop.length > 0 && { stop }),
      ...(hasSampling && Object.keys(sampling).length > 0 && { sampling }),
      ...(hasLabels && typeof user === 'string' && { labels: { user } }),
      surface: 'COMPLETIONS',
      caller,
    },
    prefix: params.echo ? prompt : '',
  };
}
