import { describe, expect, it } from 'vitest';
import { reasonAgainstDirect } from '../../src/codex/engine/direct/provider/reason-against.ts';
import type { WorkspaceRouting } from '../../src/codex/engine/keeper.ts';
import { readSettings } from '../../src/codex/engine/direct/provider/settings.ts';

const noLogin = { method: null, isLoginRequired: false };

/** The reason for a provider with these settings, as Codex gives them. */
function reasonFor(
  settings: object,
  {
    more = {},
    login = noLogin,
  }: { more?: object; login?: Parameters<typeof reasonAgainstDirect>[0]['login'] } = {},
): string | null {
  const acme = {
    name: 'Acme',
    base_url: 'http://127.0.0.1/v1',
    wire_api: 'responses',
    ...settings,
  };
  const config = { model_provider: 'acme', model_providers: { acme }, ...more };
  return reasonAgainstDirect({ settings: readSettings(config), login, routing: null });
}

describe('the reason why only Codex can ask a service', () => {
  it.each([
    [{}, null],
    [{ env_key: 'KEY' }, null],
    [{ auth: null, aws: null, gateway_oauth: null }, null],
    [{ wire_api: 'chat' }, "the provider 'acme' speaks 'chat', not the Responses API"],
    [
      { auth: { command: 'x' } },
      "the provider 'acme' gets its token from a command, as only Codex can",
    ],
    [
      { aws: { profile: 'x' } },
      "the provider 'acme' signs its requests for AWS, as only Codex can",
    ],
    [
      { gateway_oauth: {} },
      "the provider 'acme' logs in at a gateway of its own, as only Codex can",
    ],
    [{ base_url: 'unix:///run/acme' }, "the base_url of the provider 'acme' is no HTTP URL"],
    [{ base_url: 'acme' }, "the base_url of the provider 'acme' is no HTTP URL"],
  ])('is in the settings of the provider: %j', (settings, reason) => {
    expect(reasonFor(settings)).toBe(reason);
  });

  it('is a login of a kind that only Codex knows', () => {
    const login = { method: 'agentIdentity', isLoginRequired: true };
    const reason = "only Codex knows a login of the kind 'agentIdentity'";
    expect(reasonFor({ requires_openai_auth: true }, { login })).toBe(reason);
    // The service does not ask for it.
    expect(reasonFor({}, { login: { ...login, isLoginRequired: false } })).toBe(null);
  });

  it('is a workspace whose requests belong to no HTTPS origin', () => {
    const settings = readSettings({ model_provider: null });
    const login = { method: 'chatgpt', isLoginRequired: true };
    const routing = (backendOrigin: string): WorkspaceRouting => {
      return { accountId: 'a', backendOrigin, override: null };
    };
    const reasonOf = (backendOrigin: string): string | null =>
      reasonAgainstDirect({ settings, login, routing: routing(backendOrigin) });

    expect(reasonOf('https://eu.example')).toBe(null);
    expect(reasonOf('http://eu.example')).toBe(
      "the workspace has its requests sent to 'http://eu.example', which is no HTTPS origin",
    );
  });

  it('is a proxy that the operating system knows', () => {
    expect(reasonFor({}, { more: { features: { respect_system_proxy: true } } })).toBe(
      'Codex takes its proxies from the operating system, which only it can ask',
    );
    expect(reasonFor({}, { more: { features: { respect_system_proxy: false } } })).toBe(null);
  });
});
