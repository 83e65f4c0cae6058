import { checkToolChoice } from './tool-choice.ts';
import { errorBody } from './wire/errors.ts';
import { arrayOf, isArray, isObject, objectOf, objectsOf, stringOf } from './wire/json.ts';
import type { JsonObject, JsonValue } from './wire/json.ts';

const INPUT_PARTS = ['input_text', 'input_image', 'input_audio', 'input_file'];
const OUTPUT_PARTS = ['output_text', 'refusal'];

/**
 * What is wrong with a request's body, as the error the service answers with a 400; undefined when
 * nothing is. Only what the service is known to refuse and what would make no sense to answer.
 * `earlier` is the conversation that a continuation continues.
 */
export function checkRequest(
  body: JsonObject | undefined,
  earlier: readonly JsonObject[] = [],
): JsonObject | undefined {
  if (!body) return errorBody('We could not parse the JSON body of your request.');
  if (typeof body['model'] !== 'string') return missing('model');
  const { input } = body;
  if (input === undefined) return missing('input');
  if (!isArray(input) && typeof input !== 'string') return invalidType('input');
  return (
    first(arrayOf(input), (item, index) => checkItem(item, `input[${index}]`)) ??
    checkCalls([...earlier, ...objectsOf(input)]) ??
    checkTools(body['tools']) ??
    checkToolChoice(body)
  );
}

function checkItem(item: JsonValue, at: string): JsonObject | undefined {
  if (!isObject(item)) return invalidType(at);
  if ((item['type'] ?? 'message') !== 'message') return undefined;
  const { content, role } = item;
  if (typeof role !== 'string') return missing(`${at}.role`);
  if (typeof content === 'string') return undefined;
  if (!isArray(content)) return missing(`${at}.content`);
  const allowed = role === 'assistant' ? OUTPUT_PARTS : INPUT_PARTS;
  return first(content, (part, index) => {
    const type = stringOf(objectOf(part)['type']) ?? '';
    return allowed.includes(type)
      ? undefined
      : invalidValue(`${at}.content[${index}]`, type, allowed);
  });
}

/** Every output needs its call, and every call its output. */
function checkCalls(items: readonly JsonObject[]): JsonObject | undefined {
  const ids = (types: RegExp): Set<string> =>
    new Set(
      items
        .filter((item) => types.test(stringOf(item['type']) ?? ''))
        .map((item) => stringOf(item['call_id']) ?? ''),
    );
  const calls = ids(/^(?:function|custom_tool)_call$/);
  const outputs = ids(/^(?:function|custom_tool)_call_output$/);
  // Its output is that of a function; it needs none.
  const shell = ids(/^local_shell_call$/);
  const orphan = [...outputs].find((id) => !calls.has(id) && !shell.has(id));
  if (orphan !== undefined) {
    return errorBody(`No tool call found for function call output with call_id ${orphan}.`, INPUT);
  }
  const open = [...calls].find((id) => !outputs.has(id));
  return open === undefined
    ? undefined
    : errorBody(`No tool output found for function call ${open}.`, INPUT);
}

function checkTools(tools: JsonValue | undefined): JsonObject | undefined {
  if (tools !== undefined && tools !== null && !isArray(tools)) return invalidType('tools');
  return first(arrayOf(tools), (tool, index) => {
    if (!isObject(tool)) return invalidType(`tools[${index}]`);
    const needsName = tool['type'] === 'function' || tool['type'] === 'custom';
    if (needsName && typeof tool['name'] !== 'string') return missing(`tools[${index}].name`);
    return (
      checkNamespace(tool, index) ?? checkFormat(objectOf(tool['format']), `tools[${index}].format`)
    );
  });
}

/** A name space and the tools inside. */
function checkNamespace(tool: JsonObject, index: number): JsonObject | undefined {
  if (tool['type'] !== 'namespace') return undefined;
  for (const member of ['name', 'description'] as const) {
    if (typeof tool[member] !== 'string') return missing(`tools[${index}].${member}`);
  }
  return (
    checkTools(tool['tools']) ??
    (objectsOf(tool['tools']).length === 0 ? missing(`tools[${index}].tools`) : undefined)
  );
}

/** The format of a custom tool's input. */
function checkFormat(format: JsonObject, at: string): JsonObject | undefined {
  if (format['type'] !== 'grammar') return undefined;
  if (typeof format['definition'] !== 'string') return missing(`${at}.definition`);
  const syntax = stringOf(format['syntax']) ?? '';
  const known = ['lark', 'regex'];
  return known.includes(syntax) ? undefined : invalidValue(`${at}.syntax`, syntax, known);
}

function first<T>(
  values: readonly T[],
  check: (value: T, index: number) => JsonObject | undefined,
): JsonObject | undefined {
  for (const [index, value] of values.entries()) {
    const problem = check(value, index);
    if (problem) return problem;
  }
  return undefined;
}

const INPUT = { param: 'input' };

function missing(param: string): JsonObject {
  const code = 'missing_required_parameter';
  return errorBody(`Missing required parameter: '${param}'.`, { param, code });
}

function invalidType(param: string): JsonObject {
  return errorBody(`Invalid type for '${param}'.`, { param, code: 'invalid_type' });
}

function invalidValue(param: string, value: string, allowed: readonly string[]): JsonObject {
  const supported = allowed.map((each) => `'${each}'`).join(', ');
  return errorBody(`Invalid value: '${value}'. Supported values are: ${supported}.`, {
    param,
    code: 'invalid_value',
  });
}
