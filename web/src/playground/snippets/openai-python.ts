import { pythonLiteral } from './literals.ts';
import { keyVariable, noKey, type Snippet } from './snippet.ts';

/** A request for the `openai` package of PyPI. */
export const openaiPython: Snippet = (body, { origin, isKeyRequired }) => {
  const key = isKeyRequired ? `os.environ["${keyVariable}"]` : pythonLiteral(noKey);
  const members = Object.entries(body).map(
    ([name, value]) => `    ${name}=${pythonLiteral(value, 4)},`,
  );
  const call = ['client.chat.completions.create(', ...members, ')'].join('\n');
  const rest =
    body['stream'] === true
      ? [
          `stream = ${call}`,
          'for chunk in stream:',
          '    if chunk.choices:',
          '        print(chunk.choices[0].delta.content or "", end="", flush=True)',
        ]
      : [`completion = ${call}`, 'print(completion.choices[0].message)'];
  return [
    ...(isKeyRequired ? ['import os', ''] : []),
    'from openai import OpenAI',
    '',
    `client = OpenAI(base_url=${pythonLiteral(`${origin}/v1`)}, api_key=${key})`,
    '',
    ...rest,
  ].join('\n');
};
