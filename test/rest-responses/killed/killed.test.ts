import { expect, it } from 'vitest';
import { createRandom } from '../../fuzz/random.ts';
import { plainFetch } from '../../support/checked-fetch.ts';
import { startTestUpstream, type TestUpstream } from '../../support/stand-in-home.ts';
import { linesOf, type Item } from './lines.ts';
import { createPlan } from './plan.ts';
import { startTalk, type Talk } from './talk.ts';

/** `KILL_SEED=17 KILL_COUNT=1 KILL_TURNS=20` runs that conversation alone. */
const firstSeed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const count = Number(process.env['KILL_COUNT'] ?? 1);
const turns = Number(process.env['KILL_TURNS'] ?? 20);
const seeds = Array.from({ length: count }, (_, index) => firstSeed + index);

function user(content: string): Item {
  return { type: 'message', role: 'user', content };
}

/** The outputs that the calls of an answer wait for. */
function outputsFor(answer: readonly Item[], turn: number): Item[] {
  return answer
    .filter(({ type }) => type === 'function_call')
    .map(({ call_id: callId }) => ({
      type: 'function_call_output',
      call_id: callId,
      output: `Rain, ${turn} degrees`,
    }));
}

/** Nothing of it is there for another caller. */
async function checkHidden(talk: Talk, id: string): Promise<void> {
  const headers = { authorization: 'Bearer key-of-bert', 'content-type': 'application/json' };
  const read = await plainFetch(`${talk.url()}/v1/responses/${id}`, { headers });
  expect(read.status).toBe(404);
  const references = talk.said.flatMap(({ id: item }) => (typeof item === 'string' ? [item] : []));
  for (const body of [
    { input: 'Hi', previous_response_id: id },
    { input: [{ type: 'item_reference', id: references.at(-1) ?? 'msg_x' }] },
  ]) {
    const asked = await plainFetch(`${talk.url()}/v1/responses`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ model: 'gpt-5.5', ...body }),
    });
    expect(asked.status).toBeGreaterThanOrEqual(400);
  }
}

/** A branch, which is told what was said up to there and nothing else. */
interface Branch {
  readonly id: string;
  readonly said: readonly Item[];
}

async function branchOff(
  talk: Talk,
  { standIn }: TestUpstream,
  from: Branch,
  text: string,
): Promise<Branch> {
  const input = [user(text)];
  const asked = await talk.aside(input, from.id);
  if (asked.output === null || asked.id === null) throw new Error(asked.reason);
  const request = standIn.requests.findLast(
    (each) => !each.prewarm && linesOf(each.input).at(-1) === `user: ${text}`,
  );
  expect(linesOf(request?.input ?? [])).toEqual(linesOf([...from.said, ...input]));
  return { id: asked.id, said: [...from.said, ...input, ...asked.output] };
}

/** Gives the texts of the user and the outputs of tools that are there at the end. */
async function run(seed: number): Promise<number> {
  const plan = createPlan(createRandom(seed), turns);
  const upstream = await startTestUpstream({ tokensPerSecond: 500 });
  const talk = await startTalk(upstream, plan.by);
  try {
    const branches: Branch[] = [];
    let pending: Item[] = [];
    for (const [turn, { hasCall, kill, hasBranch }] of plan.turns.entries()) {
      const text = hasCall ? `call get_weather for turn ${turn}` : `Count to ${(turn % 9) + 2}`;
      const answer = await talk.say(pending.length > 0 ? pending : [user(text)], kill);
      pending = outputsFor(answer, turn);
      if (!hasBranch || pending.length > 0) continue;
      const from = { id: talk.lastId(), said: [...talk.said] };
      branches.push(await branchOff(talk, upstream, from, `Aside of turn ${turn}`));
    }
    if (pending.length > 0) await talk.say(pending, null);
    for (const [index, branch] of branches.entries()) {
      await branchOff(talk, upstream, branch, `More of branch ${index}`);
    }
    await checkHidden(talk, talk.lastId());
    return talk.said.filter(({ role, type }) => role === 'user' || type === 'function_call_output')
      .length;
  } catch (error) {
    const again = `KILL_SEED=${seed} KILL_COUNT=1 KILL_TURNS=${turns}`;
    throw new Error(`${again}, ${JSON.stringify(plan)}`, { cause: error });
  } finally {
    await talk.close();
    await upstream.close();
  }
}

it.each(seeds)(
  `a conversation of ${turns} turns continues over kills of the gateway and the engine, seed %i`,
  async (seed) => {
    expect(await run(seed)).toBeGreaterThanOrEqual(turns);
  },
  600_000,
);
