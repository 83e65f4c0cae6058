import * as fc from 'fast-check';
import {
  parseObject,
  stringOf,
  type JsonObject,
  type JsonValue,
} from '../../../src/standin/wire/json.ts';
import type { LoginKind } from '../../../src/codex/engine/direct/provider/provider.ts';
import type { Model } from '../../../src/codex/engine/model.ts';
import { pngUrl } from '../../rest/client.ts';
import { schemaText } from '../../support/generated-schemas.ts';

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 40, unit: 'grapheme' }) },
  fc.constantFrom('', ' ', '\n', 'As JSON, please.', '<think>no</think>', '\u2028"\\'),
);

const filledText = text.filter((value) => value !== '');

/** Names that Codex reserves among them. */
const toolName = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[\w-]{1,12}$/) },
  fc.constantFrom('mcp', 'mcp__a__b', 'exec_command', 'shell_command', 'fn_mcp', 'web_search'),
  fc.stringMatching(/^[\w-]{64}$/),
);

/** Schemas of tools, some of 100 kB. */
const objectSchema = schemaText.map((value) => parseObject(value) ?? {});
const parameters: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 8, arbitrary: objectSchema },
  fc.array(objectSchema, { minLength: 2, maxLength: 9 }).map((properties) => ({
    type: 'object',
    properties: Object.fromEntries(properties.entries()),
  })),
);

/** A member that is absent, null, or has a value. */
function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> {
  return fc.oneof({ weight: 3, arbitrary: value }, fc.constant(undefined), {
    weight: 1,
    arbitrary: fc.constant(null),
  });
}

/** An object with those members that are not undefined. */
function members(
  model: Readonly<Record<string, fc.Arbitrary<JsonValue | undefined>>>,
): fc.Arbitrary<JsonObject> {
  return fc
    .record(model)
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    );
}

const grammar = fc.record({
  syntax: fc.constantFrom('lark', 'regex'),
  definition: fc.constantFrom('start: "a"', '^a+$'),
});

function tool(name: string): fc.Arbitrary<JsonObject> {
  return fc.oneof(
    {
      weight: 3,
      arbitrary: members({
        name: fc.constant(name),
        description: maybe(text),
        parameters: maybe(parameters),
        strict: maybe(fc.boolean()),
      }).map((described): JsonObject => ({ type: 'function', function: described })),
    },
    members({
      name: fc.constant(name),
      description: maybe(text).filter((value) => value !== null),
      format: fc.oneof(
        fc.constant(undefined),
        fc.constant({ type: 'text' }),
        grammar.map((rule): JsonObject => ({ type: 'grammar', grammar: rule })),
      ),
    }).map((described): JsonObject => ({ type: 'custom', custom: described })),
  );
}

const tools = fc
  .uniqueArray(toolName, { maxLength: 5 })
  .chain((names) => fc.tuple(...names.map(tool)));

/** The part of a tool that a choice names. */
function nameOf(described: JsonObject): JsonObject {
  const type = stringOf(described['type']) ?? '';
  const inner = described[type];
  const name = typeof inner === 'object' && inner !== null && 'name' in inner ? inner['name'] : '';
  return { type, [type]: { name: stringOf(name) ?? '' } };
}

function toolChoice(all: readonly JsonObject[]): fc.Arbitrary<JsonValue | undefined> {
  if (all.length === 0) return fc.constantFrom(undefined, null, 'none', 'auto');
  const named = fc.constantFrom(...all.map(nameOf));
  return fc.oneof(
    fc.constantFrom(undefined, null, 'none', 'auto', 'required'),
    named,
    fc
      .record({
        mode: fc.constantFrom('auto', 'required'),
        tools: fc.uniqueArray(named, { minLength: 1, selector: (each) => JSON.stringify(each) }),
      })
      .map((allowed): JsonObject => ({ type: 'allowed_tools', allowed_tools: allowed })),
  );
}

const textPart = text.map((value): JsonObject => ({ type: 'text', text: value }));

const picture = maybe(fc.constantFrom('auto', 'low', 'high', 'original')).map(
  (detail): JsonObject => ({
    type: 'image_url',
    image_url: { url: pngUrl, ...(detail !== undefined && { detail }) },
  }),
);

const texts = fc.oneof(text, fc.array(textPart, { minLength: 1, maxLength: 3 }));
const parts = fc.oneof(text, fc.array(fc.oneof(textPart, picture), { minLength: 1, maxLength: 3 }));

const call = fc.oneof(
  fc
    .record({ name: toolName, arguments: fc.oneof(text, fc.json()) })
    .map((each): JsonObject => ({ type: 'function', function: each })),
  fc
    .record({ name: toolName, input: text })
    .map((each): JsonObject => ({ type: 'custom', custom: each })),
);

/** Messages that belong together: one, or calls and their results. */
const turn: fc.Arbitrary<JsonObject[]> = fc.oneof(
  members({
    role: fc.constantFrom('system', 'developer'),
    content: texts,
    name: fc.constantFrom(undefined, 'someone'),
  }).map((message) => [message]),
  fc.record({ role: fc.constant('user'), content: parts }).map((message) => [message]),
  fc.record({ role: fc.constant('assistant'), content: texts }).map((message) => [message]),
  filledText.map((refusal) => [{ role: 'assistant', content: null, refusal }]),
  fc
    .tuple(
      fc.oneof(fc.constant(undefined), fc.constant(null), texts),
      fc.array(fc.tuple(call, parts), { minLength: 1, maxLength: 4 }),
      fc.nat({ max: 1e9 }),
      fc.boolean(),
    )
    .map(([content, made, seed, isReversed]) => {
      const calls = made.map(([each], index) => ({ id: `call_${seed}_${index}`, ...each }));
      const results = made.map(([, result], index) => ({
        role: 'tool',
        tool_call_id: `call_${seed}_${index}`,
        content: result,
      }));
      const said = content === undefined ? {} : { content };
      return [
        { role: 'assistant', ...said, tool_calls: calls },
        ...(isReversed ? results.toReversed() : results),
      ];
    }),
);

/** The deprecated form of a call and its result. */
const functionTurn = fc
  .record({ name: toolName, input: text, result: text })
  .map(({ name, input, result }): JsonObject[] => [
    { role: 'assistant', content: null, function_call: { name, arguments: input } },
    { role: 'function', name, content: result },
  ]);

/** All roles, parallel calls, pictures and empty texts. Each call has an id of its own. */
const history = fc
  .array(fc.oneof({ weight: 9, arbitrary: turn }, functionTurn), { minLength: 1, maxLength: 6 })
  .map((turns) => turns.flat());

const format = fc.oneof(
  fc.constantFrom({ type: 'text' }, { type: 'json_object' }),
  members({
    name: fc.stringMatching(/^[\w-]{1,64}$/),
    description: maybe(text).filter((value) => value !== null),
    schema: maybe(parameters).filter((value) => value !== null),
    strict: maybe(fc.boolean()),
  }).map((schema): JsonObject => ({ type: 'json_schema', json_schema: schema })),
);

const limit = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 100_000 }));

const metadata = fc.dictionary(
  fc.stringMatching(/^\w{1,20}$/).filter((key) => key !== '__proto__'),
  fc.string({ maxLength: 50 }),
  { maxKeys: 4 },
);

const place = members({
  city: maybe(filledText),
  country: maybe(fc.constantFrom('NO', 'DE')),
  region: maybe(filledText),
  timezone: maybe(fc.constant('Europe/Oslo')),
});

const webSearch = members({
  search_context_size: maybe(fc.constantFrom('low', 'medium', 'high')),
  user_location: maybe(
    place.map((approximate): JsonObject => ({ type: 'approximate', approximate })),
  ),
});

const probabilities = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constant({ logprobs: false, top_logprobs: 0 }),
  maybe(fc.integer({ min: 0, max: 20 })).map((count): JsonObject => ({
    logprobs: true,
    ...(count !== undefined && { top_logprobs: count }),
  })),
);

/** What an object of options may hold, each member absent more often than not. */
const options = fc.record(
  {
    stream: fc.boolean(),
    store: fc.boolean(),
    verbosity: fc.constantFrom('low', 'medium', 'high'),
    service_tier: fc.constantFrom('auto', 'default', 'flex', 'priority', 'fast', 'scale'),
    response_format: format,
    max_tokens: limit,
    max_completion_tokens: limit,
    stop: fc.constantFrom('never said', ['neither', 'this']),
    n: fc.constant(1),
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    top_p: fc.double({ min: 0, max: 1, noNaN: true }),
    presence_penalty: fc.double({ min: -2, max: 2, noNaN: true }),
    frequency_penalty: fc.double({ min: -2, max: 2, noNaN: true }),
    seed: fc.integer(),
    user: text,
    safety_identifier: text,
    metadata,
    prediction: fc.constant({ type: 'content', content: 'a' }),
    prompt_cache_key: text,
    prompt_cache_options: fc.constantFrom({}, { ttl: '30m' }, { mode: 'explicit' }),
    prompt_cache_retention: fc.constantFrom('in-memory', 'in_memory', '24h'),
    web_search_options: webSearch,
    x_unknown: fc.constant(1),
  },
  { requiredKeys: [] },
);

/** A model that the gateway offers. */
export interface OfferedModel {
  readonly id: string;
  readonly efforts: readonly string[];
  readonly defaultEffort: string | null;
  readonly tiers: readonly string[];
}

/** The models of a gateway. */
export function offered(models: readonly Model[]): OfferedModel[] {
  return models.map(({ id, efforts, defaultEffort, serviceTiers }) => ({
    id,
    efforts: efforts.map(({ effort }) => effort),
    defaultEffort,
    tiers: serviceTiers.map((tier) => tier.id),
  }));
}

function modelAndEffort(models: readonly OfferedModel[]): fc.Arbitrary<JsonObject> {
  return fc.constantFrom(...models).chain(({ id, efforts }) => {
    const effort: fc.Arbitrary<string | null> =
      efforts.length === 0 ? fc.constant(null) : fc.constantFrom(...efforts);
    return members({
      model: fc.oneof(
        fc.constant(id),
        effort.map((each) => (each ? `${id}-${each}` : id)),
      ),
      reasoning_effort: maybe(effort.filter((each) => each !== 'ultra')),
    });
  });
}

/** The request without what this kind of login has the gateway refuse. */
export function takenBy(kind: LoginKind, sent: JsonObject): JsonObject {
  const { logprobs: _, top_logprobs: __, ...rest } = sent;
  return kind === 'chatgpt' ? rest : sent;
}

/** Bodies of chat completion requests that an engine without limits takes. */
export function chatRequests(models: readonly OfferedModel[]): fc.Arbitrary<JsonObject> {
  const functionbox = fc.uniqueArray(toolName, { minLength: 1, maxLength: 3 }).chain((names) =>
    members({
      functions: fc.tuple(
        ...names.map((name) =>
          members({
            name: fc.constant(name),
            description: maybe(text),
            parameters: maybe(parameters),
          }),
        ),
      ),
      function_call: fc.constantFrom<(JsonValue | undefined)[]>(
        undefined,
        null,
        'none',
        'auto',
        ...names.map((name) => ({ name })),
      ),
    }),
  );
  const toolbox = tools.chain((all) =>
    members({
      tools: fc.constantFrom(all, ...(all.length === 0 ? [undefined, null] : [])),
      tool_choice: toolChoice(all),
      parallel_tool_calls: maybe(fc.boolean()),
    }),
  );
  return fc
    .record({
      modelAndEffort: modelAndEffort(models),
      history,
      options,
      probabilities,
      toolbox: fc.oneof({ weight: 5, arbitrary: toolbox }, functionbox),
    })
    .map((each) => ({
      ...each.modelAndEffort,
      messages: each.history,
      ...each.toolbox,
      ...each.options,
      ...each.probabilities,
    }));
}
