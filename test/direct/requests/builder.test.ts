import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttemptBudget } from '../../../src/codex/completion/attempt-budget.ts';
import type { LoginKind } from '../../../src/codex/engine/direct/provider/provider.ts';
import { buildBody } from '../../../src/codex/engine/direct/request/build-body.ts';
import { directCapabilities } from '../../../src/codex/engine/direct/request/capabilities.ts';
import { inputItems } from '../../../src/codex/engine/direct/request/input-items.ts';
import { parseChatRequest } from '../../../src/rest/openai/chat/parse-request.ts';
import type { JsonObject } from '../../../src/standin/wire/json.ts';
import { localCaller as caller } from '../../support/callers.ts';
import { chatRequests, takenBy, type OfferedModel } from './chat-requests.ts';
import { expectedBody } from './expected-body.ts';

const models: OfferedModel[] = [
  { id: 'gpt-5.5', efforts: ['low', 'high'], defaultEffort: null, tiers: [] },
  { id: 'gpt-5.5-mini', efforts: [], defaultEffort: null, tiers: [] },
];

function bodyOf(sent: JsonObject, kind: LoginKind): unknown {
  const capabilities = directCapabilities[kind];
  const context = { reasoning: 'none', isStrict: false, capabilities, caller } as const;
  const { completion } = parseChatRequest(JSON.parse(JSON.stringify(sent)), context);
  // These models offer no tiers, which the handler knows.
  const { serviceTier: _, ...tierless } = completion;
  const asked = capabilities.hasServiceTiers ? completion : tierless;
  const [, id = asked.model, suffix] = /^(gpt-5\.5(?:-mini)?)-(low|high)$/.exec(asked.model) ?? [];
  const effort = suffix ?? asked.effort ?? null;
  const completionId = 'chatcmpl-1';
  const body = buildBody({
    kind,
    storesAnswers: false,
    request: { completionId, model: id, effort, asked, attempts: new AttemptBudget() },
    input: inputItems(asked.messages),
    sessionId: '<session>',
  });
  return JSON.parse(JSON.stringify(body));
}

describe('a body built from a generated request', () => {
  it.each(['chatgpt', 'api-key', 'custom'] as const)('holds what the client sent: %s', (kind) => {
    fc.assert(
      fc.property(chatRequests(models), (generated) => {
        const sent = takenBy(kind, generated);
        expect(bodyOf(sent, kind)).toEqual(
          JSON.parse(JSON.stringify(expectedBody(sent, kind, models))),
        );
      }),
      { numRuns: Number(process.env['CODEX_SERVE_TEST_RUNS'] ?? 100) },
    );
  });
});
