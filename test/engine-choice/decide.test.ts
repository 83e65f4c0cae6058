import { describe, expect, it } from 'vitest';
import {
  decideEngine,
  type EngineFacts,
  type EngineSetting,
} from '../../src/codex/engine/choice/decide-engine.ts';
import type { Upstream } from '../../src/codex/engine/upstream.ts';

const openai = { provider: 'openai', keyVariable: null, url: null };
const custom = customAt('https://models.example/v1');

function customAt(url: string): Upstream {
  return { provider: 'mine', keyVariable: null, url: new URL(url) };
}

function facts(method: string | null, more: Partial<EngineFacts> = {}): EngineFacts {
  const account = { isReady: method !== null, method, isLoginRequired: true };
  return { account, upstream: openai, reasonAgainstDirect: null, ...more };
}

const free = { isReady: true, method: null, isLoginRequired: false };
const against = { reasonAgainstDirect: "the provider 'mine' gets its token from a command" };
const asked = 'The setting --engine asks for it.';

describe('--engine', () => {
  it.each<[EngineSetting, string, EngineFacts, string, string]>([
    [
      'auto',
      'an API key',
      facts('apikey'),
      'direct',
      'An API key may use the Responses API directly.',
    ],
    [
      'auto',
      'a ChatGPT login',
      facts('chatgpt'),
      'app-server',
      "With a login of the type 'chatgpt', Codex is the official way to the service.",
    ],
    [
      'auto',
      'a login of another type',
      facts('agentIdentity'),
      'app-server',
      "With a login of the type 'agentIdentity', Codex is the official way to the service.",
    ],
    ['auto', 'no login', facts(null), 'app-server', 'There is no login.'],
    [
      'auto',
      'a custom provider',
      facts(null, { upstream: custom, account: free }),
      'direct',
      "The provider 'mine' serves the Responses API.",
    ],
    [
      'auto',
      'a ChatGPT login that a custom provider takes',
      facts('chatgpt', { upstream: custom }),
      'direct',
      "The provider 'mine' serves the Responses API.",
    ],
    [
      'auto',
      "a ChatGPT login at a custom provider that is ChatGPT's service",
      facts('chatgpt', { upstream: customAt('https://chatgpt.com/backend-api/codex') }),
      'app-server',
      "With a login of the type 'chatgpt', Codex is the official way to the service.",
    ],
    [
      'auto',
      "a ChatGPT login at a custom provider below OpenAI's domain",
      facts('chatgpt', { upstream: customAt('https://eu.api.openai.com/v1') }),
      'app-server',
      "With a login of the type 'chatgpt', Codex is the official way to the service.",
    ],
    [
      'auto',
      "an API key of a custom provider at OpenAI's service",
      facts(null, { upstream: customAt('https://api.openai.com/v1'), account: free }),
      'direct',
      "The provider 'mine' serves the Responses API.",
    ],
    [
      'auto',
      'what direct cannot carry',
      facts(null, { upstream: custom, account: free, ...against }),
      'app-server',
      "The direct engine cannot serve here: the provider 'mine' gets its token from a command.",
    ],
    ['direct', 'a ChatGPT login', facts('chatgpt'), 'direct', asked],
    ['direct', 'no login', facts(null), 'direct', asked],
    ['app-server', 'an API key', facts('apikey'), 'app-server', asked],
    ['app-server', 'what direct cannot carry', facts('apikey', against), 'app-server', asked],
  ])('%s with %s', (setting, _with, given, engine, reason) => {
    expect(decideEngine(setting, given)).toEqual({ engine, reason, isOverruled: false });
  });

  it('direct is overruled by what direct cannot carry', () => {
    expect(decideEngine('direct', facts('chatgpt', against))).toMatchObject({
      engine: 'app-server',
      isOverruled: true,
    });
  });
});
