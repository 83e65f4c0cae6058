import { readFile } from 'node:fs/promises';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../src/standin/wire/json.ts';
import { ask } from '../support/core.ts';
import { functionTool } from '../support/tool-loop.ts';

/** A request with a message of each role and a tool, whose body each engine has a file of. */
export const goldenRequest = ask('Say exactly: golden', {
  messages: [
    { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
    { role: 'user', content: [{ type: 'text', text: 'Which city?' }] },
    { role: 'assistant', content: [{ type: 'text', text: 'Oslo.' }] },
    { role: 'user', content: [{ type: 'text', text: 'Say exactly: golden' }] },
  ],
  tools: [functionTool('get_weather')],
});

/** The body that an engine sends for it. */
export async function goldenBody(file: string): Promise<unknown> {
  const path = new URL(`bodies/${file}.json`, import.meta.url);
  return JSON.parse(await readFile(path, 'utf8'));
}

/** A body in which what differs from run to run is named by its kind. */
export function bodyFor(body: JsonObject): JsonValue {
  return withoutIds(body, '');
}

function withoutIds(value: JsonValue, member: string): JsonValue {
  if (CHANGING.test(member)) return `<${member}>`;
  if (isArray(value)) return value.map((each) => withoutIds(each, member));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, each]) =>
        each === undefined ? [] : [[name, withoutIds(each, name)]],
      ),
    );
  }
  return value;
}

/** Members whose values are of one run. */
const CHANGING = /^(?:id|previous_response_id|prompt_cache_key|client_metadata)$/;
