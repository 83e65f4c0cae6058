import type { AnswerFormat } from '../../../completion/request.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { AnswerRequest } from '../../turn.ts';
import type { LoginKind } from '../provider/provider.ts';
import { allowedMembers, type Member } from './allowed-members.ts';
import { directCapabilities } from './capabilities.ts';
import { inputFor } from './input-for.ts';
import { optionMembers } from './option-members.ts';
import type { ResponseBody } from './response-body.ts';
import { toolMembers } from './tool-members.ts';

/** What a body is made of. */
export interface BodyParts {
  readonly kind: LoginKind;
  /** Whether the service must keep each answer. */
  readonly storesAnswers: boolean;
  readonly request: AnswerRequest;
  /** The whole conversation, as items of the Responses API. */
  readonly input: readonly JsonObject[];
  /** The conversation's id, for the service's cache. */
  readonly sessionId: string;
}

/**
 * The body of a request to the Responses API, without the members that the transport adds. It says
 * what the client asked for, in as many items as `input` has, and leaves out what the kind of login
 * does not take.
 */
export function buildBody(parts: BodyParts): ResponseBody {
  const { kind, storesAnswers, request, sessionId } = parts;
  const { asked, model } = request;
  const members: JsonObject = {
    model,
    // The service of a ChatGPT login refuses a request without instructions, and takes empty ones.
    ...(kind === 'chatgpt' && { instructions: '' }),
    store: storesAnswers,
    ...toolMembers(asked),
    ...reasoningMember(parts),
    ...includeMember(parts),
    prompt_cache_key: asked.caching?.key ?? sessionId,
    ...textMember(asked),
    ...(asked.serviceTier !== undefined && { service_tier: asked.serviceTier }),
    ...optionMembers(asked),
  };
  return { ...allowed(members, kind), input: inputFor(parts) };
}

function allowed(members: JsonObject, kind: LoginKind): JsonObject {
  const names: ReadonlySet<string> = allowedMembers[kind] satisfies ReadonlySet<Member>;
  return Object.fromEntries(Object.entries(members).filter(([name]) => names.has(name)));
}

/** A model without efforts does not reason, and refuses to be asked for reasoning. */
function reasoningMember({ request: { asked, effort } }: BodyParts): JsonObject {
  if (effort === null) return {};
  const { reasoningSummary: summary = 'auto' } = asked;
  return { reasoning: { effort, ...(summary !== 'none' && { summary }) } };
}

/** Outputs that the service gives only when they are asked for. */
function includeMember({ kind, request: { asked, effort } }: BodyParts): JsonObject {
  const { hasLogprobs } = directCapabilities[kind];
  const include = [
    ...(effort !== null ? ['reasoning.encrypted_content'] : []),
    ...(asked.webSearch ? ['web_search_call.action.sources'] : []),
    ...(asked.topLogprobs !== undefined && hasLogprobs ? ['message.output_text.logprobs'] : []),
  ];
  return include.length === 0 ? {} : { include };
}

function textMember({ verbosity, format }: AnswerRequest['asked']): JsonObject {
  if (verbosity === undefined && format === undefined) return {};
  return {
    text: {
      ...(verbosity !== undefined && { verbosity }),
      ...(format !== undefined && { format: formatMember(format) }),
    },
  };
}

function formatMember(format: AnswerFormat): JsonObject {
  if (format.type !== 'json_schema') return { type: format.type };
  const { type, name, description, schema, isStrict } = format;
  const described = description !== undefined && { description };
  return { type, name, ...described, schema, strict: isStrict };
}
