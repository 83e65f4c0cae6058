import { describe, expect, it } from 'vitest';
import { ownerIn } from '../../src/http/surface-list.ts';
import type { SurfaceDoor } from '../../src/http/surface.ts';
import { openAiErrors } from '../../src/rest/openai/errors/error-body.ts';

function surface(...paths: string[]): SurfaceDoor {
  return { paths, routes: [], keyHeaders: [], errorFormat: openAiErrors };
}

const first = surface('/v1', '/models');
const messages = surface('/v1/messages');
const general = surface('/', '/healthz');
const ownerOf = ownerIn([first, messages, general]);

describe('a path belongs to', () => {
  it.each<[string, SurfaceDoor, string]>([
    ['/', general, 'the owner of the root, which is that alone'],
    ['/healthz', general, 'its owner'],
    ['/HealthZ/', general, 'its owner, whatever its case'],
    ['/v1', first, 'its owner'],
    ['/v1/chat/completions', first, 'the owner of a path above it'],
    ['/v1/messages', messages, 'the owner of the longer path'],
    ['/v1/messages/count_tokens', messages, 'the owner of the longest path above it'],
    ['/v1/messages-of-mine', first, 'no surface whose path ends within a segment'],
    ['/v1x', first, 'the first surface, where none owns it'],
    ['//v1/messages', first, 'the first surface, where it is none of the others literally'],
    ['', first, 'the first surface, where it is empty'],
  ])('%s', (path, owner) => {
    expect(ownerOf(path)).toBe(owner);
  });
});

it('no two surfaces may own one path', () => {
  expect(() => ownerIn([first, surface('/other', '/v1')])).toThrow('Two surfaces own /v1.');
});
