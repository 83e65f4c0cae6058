import { describe, expect, it } from 'vitest';
import { banner, type BannerFacts } from '../../src/banner.ts';

const facts: BannerFacts = {
  version: '1.2.3',
  codex: { version: '0.171.0', path: '/usr/bin/codex', source: 'path', skipped: [] },
  engine: 'direct',
  url: 'http://127.0.0.1:8000',
  account: { isReady: true, method: 'chatgpt', isLoginRequired: true },
  loginCommand: '/opt/codex login',
  isDemo: false,
  conversationsFile: '/home/me/.codex-serve/data/conversations.sqlite',
  model: 'gpt-5.5',
  hasApiKey: false,
  hasGraphiql: true,
};

describe('the banner', () => {
  it('names the engine', () => {
    expect(banner(facts)).toContain(
      '  Logged in (chatgpt).\n  Engine: direct (answers come from the Responses API itself).\n',
    );
    expect(banner({ ...facts, engine: 'app-server' })).toContain(
      '  Engine: app-server (answers come through Codex).\n',
    );
  });

  it('has the command that logs in the Codex which runs, where there is no login', () => {
    const account = { isReady: false, method: null, isLoginRequired: true };
    expect(banner({ ...facts, account })).toContain(
      '  Not logged in: run `/opt/codex login`, or start with --demo.\n',
    );
  });

  it('says that prompts and answers are kept, where, and how to turn that off', () => {
    expect(banner(facts)).toContain(
      '  Prompts and answers of the Responses API are kept in /home/me/.codex-serve/data/conversations.sqlite (--store off keeps none).\n',
    );
    expect(banner({ ...facts, conversationsFile: null })).not.toContain('kept');
  });

  it('names GraphiQL only where a browser gets it', () => {
    expect(banner(facts)).toContain('http://127.0.0.1:8000/graphql   (GraphiQL in a browser)\n');
    const shown = banner({ ...facts, hasGraphiql: false });
    expect(shown).toContain('http://127.0.0.1:8000/graphql\n');
    expect(shown).not.toContain('GraphiQL');
  });

  it('names the dashboard only where a browser gets it', () => {
    expect(banner(facts)).not.toContain('Dashboard');
    expect(banner({ ...facts, dashboardPath: '/ui/' })).toContain(
      '\n\n  Dashboard http://127.0.0.1:8000/ui/\n\n  REST ',
    );
  });

  it('shows where to administer only where it is given the token', () => {
    expect(banner(facts)).not.toContain('Admin');
    const withToken = { ...facts, adminToken: 'csa-secret' };
    expect(banner(withToken)).toContain(
      '  Admin    http://127.0.0.1:8000/graphql#token=csa-secret\n',
    );
    expect(banner({ ...withToken, hasGraphiql: false })).toContain('  Admin    csa-secret\n');
    const withDashboard = { ...withToken, dashboardPath: '/ui/' };
    expect(banner(withDashboard)).toContain(
      '  Admin    http://127.0.0.1:8000/ui/#token=csa-secret\n' +
        '           http://127.0.0.1:8000/graphql#token=csa-secret\n',
    );
    expect(banner({ ...withDashboard, hasGraphiql: false })).toContain(
      '  Admin    http://127.0.0.1:8000/ui/#token=csa-secret\n           (keep it',
    );
  });
});
