import { describe, expect, it } from 'vitest';
import { isAnyGood, report } from '../../src/trial/report.ts';
import type { EngineTrial, TriedAnswer } from '../../src/trial/try-engine.ts';
import type { Trials } from '../../src/trial/try-engines.ts';

function answer(text: string, cached: number, more: Partial<TriedAnswer> = {}): TriedAnswer {
  return {
    text,
    firstTokenMs: 400,
    usage: {
      inputTokens: 1650,
      cachedInputTokens: cached,
      cacheWriteInputTokens: 0,
      outputTokens: 5,
      reasoningOutputTokens: 0,
      totalTokens: 1655,
    },
    ...more,
  };
}

function good(engine: EngineTrial['engine'], cached: number): EngineTrial {
  return { engine, failure: null, answers: [answer('Paris', 0), answer('Rome.', cached)] };
}

function failed(engine: EngineTrial['engine'], failure: string): EngineTrial {
  return { engine, failure, answers: [] };
}

function trials(more: Partial<Trials>): Trials {
  return {
    model: 'gpt-5.5',
    auto: { engine: 'app-server', reason: 'Codex is the official way.' },
    appServer: good('app-server', 1536),
    direct: good('direct', 1536),
    ...more,
  };
}

describe('the report of try-engines', () => {
  it('shows both engines in one table', () => {
    const direct: EngineTrial = {
      engine: 'direct',
      failure: null,
      answers: [
        answer('Paris is the capital of France,\nof course', 0, { usage: null, firstTokenMs: 88 }),
        answer('rome', 1536),
      ],
    };
    expect(report(trials({ direct }))).toBe(
      `One question and a follow-up to gpt-5.5:

Engine      Question   Answer                          First token  Input  Cached  Output
app-server  first      Paris                           400 ms       1650   0       5
app-server  follow-up  Rome.                           400 ms       1650   1536    5
direct      first      Paris is the capital of Franc…  88 ms        ?      ?       ?
direct      follow-up  rome                            400 ms       1650   1536    5

The answers differ, which can be chance.

Choose --engine direct. Both answer, and it passes on more of what clients ask for. --engine auto would choose app-server: Codex is the official way.
`,
    );
  });

  it('keeps to auto where that chooses the better one', () => {
    const auto = { engine: 'direct', reason: 'An API key.' } as const;
    expect(report(trials({ auto }))).toContain(
      '\n\nKeep --engine auto, which chooses direct. Both answer, and it passes on more of what clients ask for.\n',
    );
  });

  it('prefers the app-server where direct loses the cache of the service', () => {
    const shown = report(trials({ direct: good('direct', 128) }));
    expect(shown).toContain(
      'Keep --engine auto, which chooses app-server. The service took 1536 tokens of the follow-up from its cache, and 128 with direct, which uses up more of the quota.\n',
    );
  });

  it('takes no loss for one where neither was cached', () => {
    const neither = { appServer: good('app-server', 0), direct: good('direct', 0) };
    expect(report(trials(neither))).toContain('\n\nChoose --engine direct.');
  });

  it('chooses the engine that answers, and says why the other does not', () => {
    const shown = report(trials({ direct: failed('direct', 'The service blocks it.') }));
    expect(shown).toContain('\n\ndirect failed: The service blocks it.\n\n');
    expect(shown).toContain(
      'Keep --engine auto, which chooses app-server. It is the one that answers.\n',
    );

    const other = report(trials({ appServer: failed('app-server', 'Codex stopped.') }));
    expect(other).toContain('\n\napp-server failed: Codex stopped.\n\nChoose --engine direct.');
  });

  it('says a common failure once', () => {
    const none = trials({
      model: null,
      auto: null,
      appServer: failed('app-server', 'No Codex.'),
      direct: failed('direct', 'No Codex.'),
    });
    expect(isAnyGood(none)).toBe(false);
    expect(report(none)).toBe(
      'No engine starts.\n\nBoth engines failed: No Codex.\n\nNo setting of --engine helps before that is fixed.\n',
    );
  });
});
