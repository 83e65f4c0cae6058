import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import { effortFault, efforts } from '../../src/codex/checks/efforts.ts';
import { tierFault } from '../../src/codex/checks/service-tier.ts';
import { nameFault } from '../../src/codex/checks/tool-names.ts';
import { InvalidRequestError } from '../../src/errors/errors.ts';
import { parseChatRequest } from '../../src/rest/openai/chat/parse-request.ts';
import { toMessages } from '../../src/schema/chat/input/messages.ts';
import { toToolSettings } from '../../src/schema/chat/input/tools.ts';
import { chatBody } from '../rest/client.ts';
import { asked as askedOfResponse } from '../rest-responses/parsed.ts';
import { localCaller } from '../support/callers.ts';

/** One message, as far as all APIs have the same. */
interface Step {
  readonly role: 'user' | 'assistant' | 'tool';
  /** The ids of its calls. */
  readonly calls?: readonly string[];
  /** The id of the call that it is the result of. */
  readonly of?: string;
}

interface NamedTool {
  readonly type: 'function' | 'custom';
  readonly name: string;
}

/** The field that a refusal names; null where there is none. */
function paramOf(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    return error.param;
  }
}

/** The field that each API names. */
interface Params {
  readonly chat: string | null;
  readonly graphql: string | null;
  readonly responses: string | null;
}

function paramsOfConversation(steps: readonly Step[]): Params {
  return {
    chat: paramOfChat({ messages: steps.map((step) => toChatMessage(step)) }),
    responses: paramOfResponse({ input: steps.flatMap(toItems) }),
    graphql: paramOf(() =>
      toMessages(
        steps.map(({ role, calls, of }) => ({
          role,
          content: [{ text: 'x' }],
          ...(calls && {
            toolCalls: calls.map((callId) => ({
              callId,
              type: 'function',
              name: 'f',
              input: '{}',
            })),
          }),
          ...(of !== undefined && { toolCallId: of }),
        })),
      ),
    ),
  };
}

function paramsOfTools(tools: readonly NamedTool[], chosen?: NamedTool | 'required'): Params {
  const choice =
    chosen === 'required' || chosen === undefined
      ? chosen
      : { type: chosen.type, [chosen.type]: { name: chosen.name } };
  return {
    chat: paramOfChat({
      tools: tools.map(({ type, name }) => ({ type, [type]: { name } })),
      ...(choice && { tool_choice: choice }),
    }),
    responses: paramOfResponse({ tools, ...(chosen && { tool_choice: chosen }) }),
    graphql: paramOf(() =>
      toToolSettings({
        tools: tools.map(({ type, name }) => ({ [type]: { name } })),
        ...(chosen && {
          toolChoice: chosen === 'required' ? { mode: chosen } : { tool: chosen.name },
        }),
      }),
    ),
  };
}

function paramOfChat(more: object): string | null {
  const context = {
    reasoning: 'none',
    isStrict: false,
    capabilities: noCapabilities,
    caller: localCaller,
  } as const;
  return paramOf(() => parseChatRequest(chatBody(more), context));
}

function paramOfResponse(members: object): string | null {
  return paramOf(() => askedOfResponse(members));
}

/** An answer with calls is as many items in the Responses API. */
function toItems({ role, calls = [], of }: Step): object[] {
  if (role === 'tool') return [{ type: 'function_call_output', call_id: of, output: 'x' }];
  return [
    { role, content: 'x' },
    ...calls.map((id) => ({ type: 'function_call', call_id: id, name: 'f', arguments: '{}' })),
  ];
}

function toChatMessage({ role, calls, of }: Step): object {
  return {
    role,
    content: 'x',
    ...(calls && {
      tool_calls: calls.map((id) => ({
        id,
        type: 'function',
        function: { name: 'f', arguments: '{}' },
      })),
    }),
    ...(of !== undefined && { tool_call_id: of }),
  };
}

const none: Params = { chat: null, graphql: null, responses: null };

/** How many calls each round of a conversation has; the ids are unique. */
const rounds = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });

function toSteps(counts: readonly number[]): Step[] {
  return counts.flatMap((count, round) => {
    const calls = Array.from({ length: count }, (_, index) => `call_${round}_${index}`);
    const results = calls.map((of): Step => ({ role: 'tool', of }));
    return [{ role: 'user' }, { role: 'assistant', calls }, ...results];
  });
}

const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/);
const type = fc.constantFrom('function' as const, 'custom' as const);
const tools = fc.uniqueArray(fc.record({ type, name }), {
  minLength: 2,
  maxLength: 6,
  selector: (tool) => tool.name,
});
const pick = fc.nat();

describe('a conversation that is in order', () => {
  it('is taken by all APIs', () => {
    fc.assert(
      fc.property(rounds, (counts) => {
        expect(paramsOfConversation(toSteps(counts))).toEqual(none);
      }),
    );
  });
});

/** A fault at one message of a role, and the fields that name it. */
interface Harm {
  readonly what: string;
  readonly role: Step['role'];
  readonly harm: (steps: readonly Step[], at: number) => readonly Step[];
  readonly expected: (at: number) => Params;
}

const harms: readonly Harm[] = [
  {
    what: 'two calls of one id',
    role: 'assistant',
    harm(steps, at) {
      const { calls = [] } = steps[at] ?? {};
      return steps.with(at, { role: 'assistant', calls: [...calls, calls[0] ?? ''] });
    },
    expected: (at) => ({
      chat: `messages.[${at}].tool_calls`,
      graphql: `messages[${at}].toolCalls`,
      responses: 'input',
    }),
  },
  {
    what: 'two results for one call',
    role: 'tool',
    harm: (steps, at) => steps.toSpliced(at + 1, 0, steps[at] ?? { role: 'tool', of: '' }),
    expected: (at) => ({
      chat: `messages.[${at + 1}].tool_call_id`,
      graphql: `messages[${at + 1}].toolCallId`,
      responses: 'input',
    }),
  },
  {
    what: 'a result without a call',
    role: 'tool',
    harm: (steps, at) => steps.toSpliced(at, 0, { role: 'tool', of: 'call_unknown' }),
    expected: (at) => ({
      chat: `messages.[${at}].role`,
      graphql: `messages[${at}].toolCallId`,
      responses: 'input',
    }),
  },
  {
    what: 'a call without a result',
    role: 'assistant',
    harm: (steps, at) => steps.toSpliced(at + 1, 1),
    expected: (at) => ({
      chat: `messages.[${at}].role`,
      graphql: `messages[${at}].toolCalls`,
      responses: 'input',
    }),
  },
];

describe('a conversation at fault is refused by all APIs, by two of them at the same message:', () => {
  it.each(harms)('$what', ({ role, harm, expected }) => {
    fc.assert(
      fc.property(rounds, pick, (counts, picked) => {
        const steps = toSteps(counts);
        const places = steps.flatMap((step, index) => (step.role === role ? [index] : []));
        const at = places[picked % places.length] ?? 0;
        expect(paramsOfConversation(harm(steps, at))).toEqual(expected(at));
      }),
    );
  });
});

describe('tools at fault are refused by all APIs at the same tool:', () => {
  it('none are', () => {
    fc.assert(
      fc.property(tools, pick, (some, picked) => {
        const chosen = some[picked % some.length];
        expect(paramsOfTools(some, chosen)).toEqual(none);
      }),
    );
  });

  it('a name that stands twice, whatever the types', () => {
    fc.assert(
      fc.property(tools, type, pick, pick, (some, itsType, one, other) => {
        const at = 1 + (one % (some.length - 1));
        const earlier = some[other % at]?.name ?? '';
        const param = `tools[${at}].${itsType}.name`;
        expect(paramsOfTools(some.with(at, { type: itsType, name: earlier }))).toEqual({
          chat: param,
          graphql: param,
          responses: `tools[${at}].name`,
        });
      }),
    );
  });

  it('a name that the service would not take', () => {
    const badName = fc.oneof(
      fc.constant(''),
      fc.stringMatching(/^[a-z]{65,70}$/),
      fc
        .string({ minLength: 1, maxLength: 20, unit: 'binary' })
        .filter((text) => nameFault(text) !== null),
    );
    fc.assert(
      fc.property(tools, badName, pick, (some, bad, picked) => {
        const at = picked % some.length;
        const { type: itsType } = some[at] ?? { type: 'function' };
        const param = `tools[${at}].${itsType}.name`;
        expect(paramsOfTools(some.with(at, { type: itsType, name: bad }))).toEqual({
          chat: param,
          graphql: param,
          responses: `tools[${at}].name`,
        });
      }),
    );
  });

  it('a choice that names none of them', () => {
    fc.assert(
      fc.property(tools, name, type, (some, unknown, itsType) => {
        fc.pre(some.every((tool) => tool.name !== unknown));
        expect(paramsOfTools(some, { type: itsType, name: unknown })).toEqual({
          chat: 'tool_choice',
          graphql: 'toolChoice.tool',
          responses: 'tool_choice',
        });
      }),
    );
  });

  it('a choice where there are none', () => {
    expect(paramsOfTools([], 'required')).toEqual({
      chat: 'tool_choice',
      graphql: 'toolChoice.mode',
      responses: 'tool_choice',
    });
    expect(paramsOfTools([], { type: 'function', name: 'f' })).toEqual({
      chat: 'tool_choice',
      graphql: 'toolChoice.tool',
      responses: 'tool_choice',
    });
  });
});

describe('settings that a model does not offer', () => {
  const offered = fc.uniqueArray(fc.constantFrom(...efforts), { minLength: 1 });
  const modelOf = (own: readonly string[]): Parameters<typeof effortFault>[0] => ({
    isDescribed: true,
    efforts: own.map((effort) => ({ effort, description: '' })),
  });

  it('are efforts of others, and efforts of none', () => {
    fc.assert(
      fc.property(offered, fc.constantFrom(...efforts), (own, effort) => {
        const fault = own.includes(effort) ? null : { kind: 'not-offered', offered: own };
        expect(effortFault(modelOf(own), effort)).toEqual(fault);
        expect(effortFault(modelOf(own), 'extreme')).toEqual({ kind: 'unknown', offered: own });
        expect(effortFault(modelOf(['extreme']), 'extreme')).toBeNull();
      }),
    );
  });

  it('are other efforts than the one in the name of the model', () => {
    expect(effortFault(modelOf(['low', 'high']), 'low', 'high')).toEqual({
      kind: 'not-offered',
      offered: ['high'],
    });
    expect(effortFault(modelOf(['low', 'high']), 'high', 'high')).toBeNull();
  });

  it('are tiers of others', () => {
    const serviceTiers = [{ id: 'priority', name: 'Fast', description: '' }];
    expect(tierFault({ isDescribed: true, serviceTiers }, 'priority')).toBeNull();
    expect(tierFault({ isDescribed: true, serviceTiers }, 'flex')).toEqual({
      offered: ['priority'],
    });
    expect(tierFault({ isDescribed: true, serviceTiers: [] }, 'flex')).toEqual({ offered: [] });
  });
});
