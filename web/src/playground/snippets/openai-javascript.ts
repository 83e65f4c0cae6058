import { javaScriptLiteral } from './literals.ts';
import { keyVariable, noKey, type Snippet } from './snippet.ts';

/** A request for the `openai` package of npm. */
export const openaiJavaScript: Snippet = (body, { origin, isKeyRequired }) => {
  const key = isKeyRequired ? `process.env.${keyVariable}` : javaScriptLiteral(noKey);
  const call = `await client.chat.completions.create(${javaScriptLiteral(body)});`;
  const rest =
    body['stream'] === true
      ? [
          `const stream = ${call}`,
          'for await (const chunk of stream) {',
          '  process.stdout.write(chunk.choices[0]?.delta.content ?? "");',
          '}',
        ]
      : [`const completion = ${call}`, 'console.log(completion.choices[0].message);'];
  return [
    'import OpenAI from "openai";',
    '',
    `const client = new OpenAI({ baseURL: ${javaScriptLiteral(`${origin}/v1`)}, apiKey: ${key} });`,
    '',
    ...rest,
  ].join('\n');
};
