import { errorBody } from './wire/errors.ts';
import { isObject, objectsOf, stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';

/** What a request's `tool_choice` says of the tools. */
export interface ToolChoice {
  /** The model may call these only. */
  allows(tool: JsonObject): boolean;
  /** Whether the model must call one of them. */
  readonly isRequired: boolean;
}

/** Reads the `tool_choice` of a checked body. */
export function toolChoiceOf(body: JsonObject): ToolChoice {
  const choice = body['tool_choice'];
  if (!isObject(choice)) {
    return { allows: () => choice !== 'none', isRequired: choice === 'required' };
  }
  if (choice['type'] !== 'allowed_tools') {
    return { allows: (tool) => isNamed(tool, choice), isRequired: true };
  }
  const allowed = objectsOf(choice['tools']);
  return {
    allows: (tool) => allowed.some((each) => isNamed(tool, each)),
    isRequired: choice['mode'] === 'required',
  };
}

/** What is wrong with the choice, as the body of a 400; undefined when nothing is. */
export function checkToolChoice(body: JsonObject): JsonObject | undefined {
  const choice = body['tool_choice'];
  const tools = objectsOf(body['tools']).flatMap(withMembers);
  if (choice === 'required' && tools.length === 0) {
    return refusal("Tool choice 'required' must be specified with 'tools' parameter.");
  }
  if (!isObject(choice)) return undefined;
  const named = choice['type'] === 'allowed_tools' ? objectsOf(choice['tools']) : [choice];
  const lost = named.find((each) => !tools.some((tool) => isNamed(tool, each)));
  if (lost === undefined) return undefined;
  const name = stringOf(lost['name']) ?? stringOf(lost['type']) ?? '';
  return refusal(`Tool choice '${name}' not found in 'tools' parameter.`);
}

/** A tool; of a name space also the tools inside. */
function withMembers(tool: JsonObject): readonly JsonObject[] {
  return tool['type'] === 'namespace' ? [tool, ...objectsOf(tool['tools'])] : [tool];
}

function isNamed(tool: JsonObject, named: JsonObject): boolean {
  return tool['type'] === named['type'] && tool['name'] === named['name'];
}

function refusal(message: string): JsonObject {
  return errorBody(message, { param: 'tool_choice' });
}
