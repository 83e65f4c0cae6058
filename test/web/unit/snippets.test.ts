import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { assert, asyncProperty, dictionary, jsonValue, property, string } from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { toChatBody } from '../../../web/src/playground/chat-body.ts';
import { emptyDraft, type Draft } from '../../../web/src/playground/draft.ts';
import { toGraphqlInput } from '../../../web/src/playground/graphql-input.ts';
import { checkDraft } from '../../../web/src/playground/request.ts';
import { curl, quoted } from '../../../web/src/playground/snippets/curl.ts';
import {
  graphqlOperation,
  graphqlVariables,
} from '../../../web/src/playground/snippets/graphql.ts';
import { javaScriptLiteral, pythonLiteral } from '../../../web/src/playground/snippets/literals.ts';
import { openaiJavaScript } from '../../../web/src/playground/snippets/openai-javascript.ts';
import { openaiPython } from '../../../web/src/playground/snippets/openai-python.ts';

const run = promisify(execFile);
const open = { origin: 'http://127.0.0.1:8000', isKeyRequired: false };
const locked = { ...open, isKeyRequired: true };
const prompt = `It's "$HOME" \`date\` \\ {{x}} %s\n</script> 🫖`;

function bodyOf(draft: Partial<Draft>) {
  const { request } = checkDraft({ ...emptyDraft, ...draft });
  if (request === undefined) throw new Error('no request');
  return toChatBody(request, 'gpt-5.5');
}

describe('a request as a curl command', () => {
  it('is what the shell understands', () => {
    expect(curl(bodyOf({ prompt: "It's tea", isStreamed: false }), locked)).toBe(
      `curl 'http://127.0.0.1:8000/v1/chat/completions' \\
  -H 'content-type: application/json' \\
  -H "authorization: Bearer $CODEX_SERVE_API_KEY" \\
  --data-raw '{
  "model": "gpt-5.5",
  "messages": [
    {
      "role": "user",
      "content": "It'\\''s tea"
    }
  ]
}'`,
    );
  });

  it('gives curl each text unchanged', async () => {
    await assert(
      asyncProperty(string({ unit: 'grapheme' }), async (text) => {
        const word = text.replaceAll('\0', '');
        const { stdout } = await run('sh', ['-c', `printf %s ${quoted(word)}`]);
        expect(stdout).toBe(word);
      }),
      { numRuns: 60 },
    );
  });

  it('counts the bytes of an argument, not its characters', () => {
    const isArgument = (text: string): boolean =>
      curl(bodyOf({ prompt: text }), open).includes('--data-raw');
    expect(isArgument('x'.repeat(60_000))).toBe(true);
    for (const text of ['灯'.repeat(60_000), 'ø'.repeat(60_000), '🫖'.repeat(30_000)]) {
      expect(isArgument(text)).toBe(false);
    }
  });

  it('puts a body that is too long for an argument into the input', async () => {
    const text = `${prompt}${'x'.repeat(200_000)}\nEND\n`;
    const command = curl(bodyOf({ prompt: text }), open);
    expect(command).toContain(`  --data-binary @- <<'END'\n{`);
    // `cat` instead of curl gives back what curl would send.
    const script = command.replace(/^curl .* <<'END'/s, `cat <<'END'`);
    const child = run('sh', ['-s'], { maxBuffer: 1e7 });
    child.child.stdin?.end(script);
    const { stdout } = await child;
    expect(JSON.parse(stdout)).toEqual(bodyOf({ prompt: text }));
  });
});

describe('a request as JavaScript and Python', () => {
  it('has literals that mean the same', () => {
    assert(
      property(jsonValue(), (value) => {
        const read: unknown = runInNewContext(`JSON.stringify(${javaScriptLiteral(value)})`);
        expect(read).toBe(JSON.stringify(value));
      }),
    );
  });

  it('takes no name of a member for anything else', () => {
    assert(
      property(dictionary(string(), jsonValue()), (members) => {
        const value: unknown = JSON.parse(JSON.stringify(members));
        const read: unknown = runInNewContext(`JSON.stringify(${javaScriptLiteral(value)})`);
        expect(read).toBe(JSON.stringify(value));
      }),
    );
    const schema: unknown = JSON.parse('{"__proto__":{"type":"string"},"a-b":1}');
    expect(javaScriptLiteral(schema)).toBe(
      '{\n  ["__proto__"]: {\n    type: "string",\n  },\n  "a-b": 1,\n}',
    );
  });

  it('is a program for the openai package of npm', () => {
    expect(openaiJavaScript(bodyOf({ prompt }), open)).toBe(`import OpenAI from "openai";

const client = new OpenAI({ baseURL: "http://127.0.0.1:8000/v1", apiKey: "not-needed" });

const stream = await client.chat.completions.create({
  model: "gpt-5.5",
  messages: [
    {
      role: "user",
      content: ${JSON.stringify(prompt)},
    },
  ],
  stream: true,
});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`);
  });

  it('is a program for the openai package of PyPI', () => {
    const draft = { prompt, system: 'Be brief.', effort: 'high', isStreamed: false, isKept: true };
    expect(openaiPython(bodyOf(draft), locked)).toBe(`import os

from openai import OpenAI

client = OpenAI(base_url="http://127.0.0.1:8000/v1", api_key=os.environ["CODEX_SERVE_API_KEY"])

completion = client.chat.completions.create(
    model="gpt-5.5",
    reasoning_effort="high",
    messages=[
        {
            "role": "system",
            "content": "Be brief.",
        },
        {
            "role": "user",
            "content": ${JSON.stringify(prompt)},
        },
    ],
    store=True,
)
print(completion.choices[0].message)`);
    expect(pythonLiteral({ a: [true, false, null, 1.5, {}, []] })).toBe(
      '{\n    "a": [\n        True,\n        False,\n        None,\n        1.5,\n        {},\n        [],\n    ],\n}',
    );
  });
});

describe('a request as GraphQL', () => {
  it('is an operation with its input as a variable', () => {
    for (const isStreamed of [true, false]) {
      expect(() => parse(graphqlOperation(isStreamed))).not.toThrow();
    }
    const { request } = checkDraft({
      ...emptyDraft,
      prompt,
      system: 'Be brief.',
      tools: '[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]',
      format: 'schema',
      schema: '{"type":"object"}',
      pictures: [{ name: 'a.png', url: 'data:image/png;base64,AAAA', size: 3 }],
    });
    expect(request).toBeDefined();
    if (request === undefined) return;
    expect(JSON.parse(graphqlVariables(toGraphqlInput(request)))).toEqual({
      input: {
        messages: [
          { role: 'SYSTEM', content: [{ text: 'Be brief.' }] },
          {
            role: 'USER',
            content: [{ text: prompt }, { imageUrl: { url: 'data:image/png;base64,AAAA' } }],
          },
        ],
        tools: [{ function: { name: 'f', parameters: { type: 'object' } } }],
        responseFormat: {
          jsonSchema: { name: 'answer', strict: true, schema: { type: 'object' } },
        },
      },
    });
  });

  it('says what keeps it from being sent', () => {
    const broken = { ...emptyDraft, format: 'schema' as const, schema: '[1]', tools: '{' };
    expect(checkDraft(broken).faults).toEqual({
      prompt: 'Enter a prompt first.',
      tools: 'Line 1, column 2: the text ends where a name belongs.',
      schema: 'A JSON Schema is an object: { "type": "object", … }.',
    });
  });
});
