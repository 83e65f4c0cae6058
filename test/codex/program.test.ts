import { expect, it } from 'vitest';
import { programOf } from '../../src/codex/completion/program.ts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  ['openai-python/1.2', 'openai-python'],
  ['OpenAI/Python 2.8.1', 'OpenAI/Python'],
  ['OpenAI/JS 6.49', 'OpenAI/JS'],
  ['AsyncOpenAI/Python 2.8.1', 'AsyncOpenAI/Python'],
  ['ai-sdk/openai/2.0.42 ai-sdk/provider-utils/3.0.12 runtime/node.js/24', 'ai-sdk/openai'],
  ['curl/8.5.0', 'curl'],
  ['node', 'node'],
  ['python-requests/2.32.3', 'python-requests'],
  ['claude-cli/2.0.14 (external, cli)', 'claude-cli'],
  ['ollama/0.5.1 (amd64 linux) Go/go1.22.5', 'ollama'],
  ['codex_cli_rs/0.171.0 (Debian 12.0.0; x86_64) xterm', 'codex_cli_rs'],
  ['Go-http-client/1.1', 'Go-http-client'],
  ['editor/v1.2.3', 'editor'],
  ['editor/', 'editor'],
  ['(comment) editor/1', 'editor'],
  ['editor(x64)/1', 'editor'],
  ['  editor\t1', 'editor'],
  ['4chat/2', '4chat'],
  ['Ünïcode/1', 'Ünïcode'],
])('the program of %j is %j', (userAgent, program) => {
  expect(programOf(userAgent)).toBe(program);
});

it.each([
  ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'],
  ['Chrome', `Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/156.0.0.0 Safari/537.36`],
  ['Chrome', `Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/156.0.0.0 Safari/537.36`],
  ['Chrome', `Mozilla/5.0 (iPhone) ${webKit} CriOS/142.0 Mobile/15E148 Safari/604.1`],
  ['Edge', `Mozilla/5.0 (Windows NT 10.0) ${webKit} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`],
  ['Edge', `Mozilla/5.0 (Linux; Android 10) ${webKit} Chrome/156.0 Safari/537.36 EdgA/156.0`],
  ['Safari', `Mozilla/5.0 (Macintosh) ${webKit} Version/26.0 Safari/605.1.15`],
  ['Firefox', `Mozilla/5.0 (iPhone) ${webKit} FxiOS/145.0 Mobile/15E148 Safari/604.1`],
  ['Mozilla', 'Mozilla/5.0 (compatible; Chrome/1; bot/2.1)'],
  [
    'CherryStudio',
    `Mozilla/5.0 ${webKit} CherryStudio/1.6 Chrome/138.0 Electron/37.4 Safari/537.36`,
  ],
  ['Chrome', `Mozilla/5.0 (X11) ${webKit} Chrome/138.0 Electron/37.4 Safari/537.36`],
])('the browser %s is not called Mozilla: %s', (program, userAgent) => {
  expect(programOf(userAgent)).toBe(program);
});

it.each([[null], [''], ['  '], ['(comment)'], ['/1.0'], ['((('], ['/']])(
  'there is no program in %j',
  (userAgent) => {
    expect(programOf(userAgent)).toBeNull();
  },
);

it('has at most 60 characters, none of them cut in half', () => {
  expect(programOf('x'.repeat(256))).toBe('x'.repeat(60));
  expect(programOf(`${'x'.repeat(59)}😀😀/1`)).toBe(`${'x'.repeat(59)}😀`);
});
