import type { OfferedModel } from './chat-requests.ts';
import type { LoginKind } from '../../../src/codex/engine/direct/provider/provider.ts';
import {
  arrayOf,
  isObject,
  objectOf,
  stringOf,
  type JsonObject,
} from '../../../src/standin/wire/json.ts';

/** Something that the direct engine adds to, takes from or rewrites in a request, on purpose. */
export interface RequestDifference {
  readonly what: string;
  /** Default: all. */
  readonly kinds?: readonly LoginKind[];
  /**
   * The body that the service gets, from the one in which all that the client sent stands under the
   * names of the Responses API.
   */
  apply(body: JsonObject, context: DifferenceContext): JsonObject;
}

/** What a difference may depend on. */
export interface DifferenceContext {
  /** As the client sent it. */
  readonly sent: JsonObject;
  readonly model: OfferedModel | undefined;
}

const without =
  (...names: readonly string[]) =>
  (body: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

const eachItem =
  (change: (item: JsonObject) => readonly JsonObject[]) =>
  (body: JsonObject): JsonObject => ({
    ...body,
    input: arrayOf(body['input']).flatMap((item) => change(objectOf(item))),
  });

const eachTool =
  (change: (tool: JsonObject) => JsonObject) =>
  (body: JsonObject): JsonObject =>
    body['tools'] === undefined
      ? body
      : { ...body, tools: arrayOf(body['tools']).map((tool) => change(objectOf(tool))) };

const isInstruction = ({ role }: JsonObject): boolean => role === 'system' || role === 'developer';

const mentionsJson = (item: JsonObject): boolean =>
  (isInstruction(item) || item['role'] === 'user') &&
  arrayOf(item['content']).some((part) => /json/i.test(stringOf(objectOf(part)['text']) ?? ''));

/** Each in the order in which they apply. Whatever is not here reaches the service unchanged. */
export const requestDifferences: readonly RequestDifference[] = [
  {
    what: 'What the gateway does itself stays with it: `n`, `stop`, `store`, how the answer comes',
    apply: without('n', 'stop', 'stream_options'),
  },
  {
    what: 'No answer is kept by the service',
    apply: (body) => ({ ...body, store: false }),
  },
  {
    what: 'The Responses API has no penalties, seed or prediction, and no member that is not known',
    apply: without('presence_penalty', 'frequency_penalty', 'seed', 'prediction', 'x_unknown'),
  },
  {
    what: 'The name of a message does not exist in the Responses API',
    apply: eachItem((item) => [without(...(item['role'] === undefined ? [] : ['name']))(item)]),
  },
  {
    what: 'A ChatGPT login takes no sampling, limits, labels or times of caching',
    kinds: ['chatgpt'],
    apply: without(
      'temperature',
      'top_p',
      'max_output_tokens',
      'user',
      'safety_identifier',
      'metadata',
      'prompt_cache_options',
      'prompt_cache_retention',
    ),
  },
  {
    what: 'A ChatGPT login takes instructions in the role developer, and wants the member',
    kinds: ['chatgpt'],
    apply: (body) => ({
      ...eachItem((item) => [item['role'] === 'system' ? { ...item, role: 'developer' } : item])(
        body,
      ),
      instructions: '',
    }),
  },
  {
    what: 'A limit below 16 tokens, which the service refuses, is kept by the gateway',
    apply: (body) =>
      Number(body['max_output_tokens']) < 16 ? without('max_output_tokens')(body) : body,
  },
  {
    what: 'A tier that the model does not offer is left out, and `fast` is `priority`',
    apply: (body, { model }) => {
      const tier = body['service_tier'] === 'fast' ? 'priority' : body['service_tier'];
      const rest = without('service_tier')(body);
      const isOffered = typeof tier === 'string' && model?.tiers.includes(tier) === true;
      return isOffered ? { ...rest, service_tier: tier } : rest;
    },
  },
  {
    what: 'The time of caching has one spelling',
    apply: (body) =>
      body['prompt_cache_retention'] === 'in-memory'
        ? { ...body, prompt_cache_retention: 'in_memory' }
        : body,
  },
  {
    what: 'A function is strict by default in the Responses API, and not in Chat Completions',
    apply: eachTool((tool) =>
      tool['type'] === 'function' ? { ...tool, strict: tool['strict'] ?? false } : tool,
    ),
  },
  {
    what: 'A function without parameters takes an object without members',
    apply: eachTool((tool) =>
      tool['type'] === 'function' && !isObject(tool['parameters'])
        ? { ...tool, parameters: { type: 'object', properties: {} } }
        : tool,
    ),
  },
  {
    what: 'A description that is empty, and the format text, mean the same as their absence',
    apply: eachTool((tool) => {
      const described = tool['description'] === '' ? without('description')(tool) : tool;
      return objectOf(tool['format'])['type'] === 'text' ? without('format')(described) : described;
    }),
  },
  {
    what: 'A choice and a limit to one call without tools mean nothing',
    apply: (body, { sent }) =>
      arrayOf(sent['tools']).length === 0
        ? without('tool_choice', 'parallel_tool_calls')(body)
        : body,
  },
  {
    what: 'A JSON schema that is left out allows anything, and is not strict unless the client says so',
    apply: (body) => {
      const text = objectOf(body['text']);
      const format = objectOf(text['format']);
      if (format['type'] !== 'json_schema') return body;
      const whole = {
        ...format,
        schema: format['schema'] ?? {},
        strict: format['strict'] ?? false,
      };
      return { ...body, text: { ...text, format: whole } };
    },
  },
  {
    what: 'The service refuses the format json_object unless a message says JSON: a part is added',
    apply: (body) => {
      const format = objectOf(objectOf(body['text'])['format']);
      const input = arrayOf(body['input']).map((item) => objectOf(item));
      if (format['type'] !== 'json_object' || input.some(mentionsJson)) return body;
      const last = input.findLastIndex((item) => isInstruction(item) || item['role'] === 'user');
      const part = { type: 'input_text', text: 'Answer with one JSON object.' };
      return {
        ...body,
        input: input.map((item, index) =>
          index === last ? { ...item, content: [...arrayOf(item['content']), part] } : item,
        ),
      };
    },
  },
  {
    what: 'An answer of calls has its text only if that is not empty',
    apply: eachItem((item) => {
      if (item['beforeCalls'] !== true) return [item];
      const content = arrayOf(item['content']).filter((part) => objectOf(part)['text'] !== '');
      return content.length === 0 ? [] : [{ ...without('beforeCalls')(item), content }];
    }),
  },
  {
    what: 'The result of a call that is one text is a string',
    apply: eachItem((item) => {
      const [part, ...more] = arrayOf(item['output']).map((each) => objectOf(each));
      const isText = part?.['type'] === 'input_text' && more.length === 0;
      return [isText ? { ...item, output: part['text'] } : item];
    }),
  },
  {
    what: 'A request without an effort gets the default of its model',
    apply: (body, { model }) => {
      const effort = objectOf(body['reasoning'])['effort'] ?? model?.defaultEffort;
      return effort ? { ...body, reasoning: { effort } } : body;
    },
  },
  {
    what: 'A model with efforts is asked for its reasoning, in a form that the next request can bring back',
    apply: (body) => {
      const { reasoning, ...rest } = body;
      const { effort } = objectOf(reasoning);
      if (effort === undefined) return rest;
      return {
        ...rest,
        reasoning: { effort, summary: 'auto' },
        include: ['reasoning.encrypted_content', ...arrayOf(body['include'])],
      };
    },
  },
  {
    what: 'A conversation has a key of the cache',
    apply: (body) => ({ prompt_cache_key: '<session>', ...body }),
  },
];
