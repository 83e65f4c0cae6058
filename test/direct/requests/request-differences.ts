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
    what: '`n`, `stop`, `store` and `stream_options` stay with the gateway, which implements them',
    apply: without('n', 'stop', 'stream_options'),
  },
  {
    what: 'The service stores no answer: `store` is false, but where Azure demands true',
    apply: (body) => ({ ...body, store: false }),
  },
  {
    what: 'The Responses API has no penalties, `seed` or `prediction`; these and unknown members are left out',
    apply: without('presence_penalty', 'frequency_penalty', 'seed', 'prediction', 'x_unknown'),
  },
  {
    what: 'The Responses API has no `name` of a message; it is left out',
    apply: eachItem((item) => [without(...(item['role'] === undefined ? [] : ['name']))(item)]),
  },
  {
    what: 'Sampling, limits of tokens, labels and times of caching are left out, because the service refuses them',
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
    what: 'The role `system` becomes `developer`, and `instructions` is empty, because the service refuses anything else',
    kinds: ['chatgpt'],
    apply: (body) => ({
      ...eachItem((item) => [item['role'] === 'system' ? { ...item, role: 'developer' } : item])(
        body,
      ),
      instructions: '',
    }),
  },
  {
    what: 'A limit below 16 tokens is left out, because the service refuses it; the gateway applies it',
    apply: (body) =>
      Number(body['max_output_tokens']) < 16 ? without('max_output_tokens')(body) : body,
  },
  {
    kinds: ['chatgpt'],
    what: 'A `service_tier` that the model does not offer is left out, and `fast` is written `priority`',
    apply: (body, { model }) => {
      const tier = body['service_tier'] === 'fast' ? 'priority' : body['service_tier'];
      const rest = without('service_tier')(body);
      const isOffered = typeof tier === 'string' && model?.tiers.includes(tier) === true;
      return isOffered ? { ...rest, service_tier: tier } : rest;
    },
  },
  {
    what: '`prompt_cache_retention` is written `in_memory` for `in-memory`',
    apply: (body) =>
      body['prompt_cache_retention'] === 'in-memory'
        ? { ...body, prompt_cache_retention: 'in_memory' }
        : body,
  },
  {
    what: '`strict` is false where the client does not set it, because the Responses API has another default',
    apply: eachTool((tool) =>
      tool['type'] === 'function' ? { ...tool, strict: tool['strict'] ?? false } : tool,
    ),
  },
  {
    what: 'A function without `parameters` gets the schema of an object without members',
    apply: eachTool((tool) =>
      tool['type'] === 'function' && !isObject(tool['parameters'])
        ? { ...tool, parameters: { type: 'object', properties: {} } }
        : tool,
    ),
  },
  {
    what: 'An empty description and the tool format `text` are left out, which means the same',
    apply: eachTool((tool) => {
      const described = tool['description'] === '' ? without('description')(tool) : tool;
      return objectOf(tool['format'])['type'] === 'text' ? without('format')(described) : described;
    }),
  },
  {
    what: '`tool_choice` and `parallel_tool_calls` are left out where there are no tools',
    apply: (body, { sent }) =>
      arrayOf(sent['tools'] ?? sent['functions']).length === 0
        ? without('tool_choice', 'parallel_tool_calls')(body)
        : body,
  },
  {
    what: 'The deprecated `functions` are tools, called one at a time',
    apply: (body, { sent }) =>
      arrayOf(sent['functions']).length > 0 ? { ...body, parallel_tool_calls: false } : body,
  },
  {
    what: 'A `json_schema` without a schema gets an empty one, and one without `strict` gets false',
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
    what: 'With `json_object`, a part that says JSON is added to a message where none does, because the service refuses the request without it',
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
    what: 'Empty texts of an assistant message with calls are left out',
    apply: eachItem((item) => {
      if (item['beforeCalls'] !== true) return [item];
      const content = arrayOf(item['content']).filter((part) => objectOf(part)['text'] !== '');
      return content.length === 0 ? [] : [{ ...without('beforeCalls')(item), content }];
    }),
  },
  {
    what: 'The result of a call that is one text part is written as a string',
    apply: eachItem((item) => {
      const [part, ...more] = arrayOf(item['output']).map((each) => objectOf(each));
      const isText = part?.['type'] === 'input_text' && more.length === 0;
      return [isText ? { ...item, output: part['text'] } : item];
    }),
  },
  {
    what: '`reasoning.effort` is the model’s default where the client sets none',
    apply: (body, { model }) => {
      const effort = objectOf(body['reasoning'])['effort'] ?? model?.defaultEffort;
      return effort ? { ...body, reasoning: { effort } } : body;
    },
  },
  {
    what: '`reasoning.summary` and `reasoning.encrypted_content` are asked for where the model reasons',
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
    what: '`prompt_cache_key` is the conversation’s id where the client sets none',
    apply: (body) => ({ prompt_cache_key: '<session>', ...body }),
  },
];
