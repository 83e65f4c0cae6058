import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/codex/engine/model.ts';
import { clampEffort, resolveModel } from '../../src/codex/models.ts';

function model(id: string, efforts: readonly string[]): Model {
  return {
    id,
    displayName: id,
    description: '',
    efforts: efforts.map((effort) => ({ effort, description: '' })),
    defaultEffort: efforts[0] ?? null,
    inputModalities: ['text'],
    contextWindow: null,
    serviceTiers: [],
    isDefault: false,
    isHidden: false,
    isDescribed: true,
  };
}

const sol = model('gpt-6-sol', ['low', 'medium', 'high', 'xhigh']);
const plain = model('gpt-plain', []);
const max = model('gpt-max', ['low', 'max']);

describe('a model by name', () => {
  it.each([
    ['gpt-6-sol', sol, null],
    ['gpt-6-sol-high', sol, 'high'],
    ['gpt-6-sol-minimal', sol, 'minimal'],
    // An id that itself ends like an effort.
    ['gpt-max', max, null],
    ['gpt-max-low', max, 'low'],
  ])('%s', (name, expected, effort) => {
    expect(resolveModel({ models: [sol, plain, max], takesAny: false }, name)).toEqual({
      model: expected,
      effort,
    });
  });

  it.each(['', 'gpt', 'gpt-6-sol-huge', '-high', 'high', 'GPT-6-SOL'])('refuses %j', (name) => {
    expect(() => resolveModel({ models: [sol, plain], takesAny: false }, name)).toThrow(
      `The model '${name}' does not exist or you do not have access to it.`,
    );
  });
});

describe('a name that no list has, where there may be other models', () => {
  const tooLong = 'x'.repeat(513);

  it('is a model of at most 512 characters', () => {
    const name = 'x'.repeat(512);
    expect(resolveModel({ models: [sol], takesAny: true }, name).model.id).toBe(name);
  });

  it('is none of more characters, even where an alias or the fallback has it', () => {
    const names = { aliases: new Map([['house', tooLong]]), fallback: tooLong };
    for (const asked of [tooLong, 'house', 'other']) {
      expect(() => resolveModel({ models: [sol], takesAny: true }, asked, names)).toThrow(
        `The model '${asked}' does not exist`,
      );
    }
  });
});

describe('names beside the own ones', () => {
  const aliases = new Map([
    ['gpt-4o', 'gpt-6-sol'],
    ['thinker', 'gpt-6-sol-high'],
    ['broken', 'gone'],
  ]);

  it.each([
    ['gpt-4o', null],
    ['gpt-4o-low', 'low'],
    ['thinker', 'high'],
    ['thinker-low', 'low'],
  ])('%s is an alias', (name, effort) => {
    const names = { aliases, fallback: undefined };
    expect(resolveModel({ models: [sol], takesAny: false }, name, names)).toEqual({
      model: sol,
      effort,
    });
  });

  it('a fallback answers for all others, also for an alias whose model is gone', () => {
    const names = { aliases, fallback: 'gpt-max-low' };
    for (const name of ['gpt-3', 'broken', '']) {
      expect(resolveModel({ models: [sol, max], takesAny: false }, name, names)).toEqual({
        model: max,
        effort: 'low',
      });
    }
  });

  it('a fallback that is itself unknown leaves an unknown name an error', () => {
    const names = { aliases, fallback: 'gone' };
    expect(() => resolveModel({ models: [sol], takesAny: false }, 'gpt-3', names)).toThrow(
      "The model 'gpt-3' does not exist",
    );
  });
});

describe('an effort that a model does not offer', () => {
  it.each([
    ['none', 'low'],
    ['minimal', 'low'],
    ['high', 'high'],
    ['max', 'xhigh'],
    ['ultra', 'xhigh'],
  ])('%s becomes %s', (wanted, expected) => {
    expect(clampEffort(sol, wanted)).toBe(expected);
  });

  it('is the next weaker one where there is a gap', () => {
    expect(clampEffort(max, 'high')).toBe('low');
  });

  it('is left to the model that has no choice, and to every model when nothing was asked for', () => {
    expect(clampEffort(plain, 'high')).toBeNull();
    expect(clampEffort(sol, null)).toBeNull();
  });
});
