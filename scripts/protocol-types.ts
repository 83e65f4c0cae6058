import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'oxfmt';
import { bundledCodex } from '../src/codex/engine/app-server/binary/bundled.ts';

/** Where the types are kept. */
export const protocolFile = path.join(
  import.meta.dirname,
  '../src/codex/engine/app-server/rpc/protocol.ts',
);

/** The types that the engine names, as the files that Codex generates, without their extension. */
const roots = [
  'InitializeParams',
  'InitializeResponse',
  'GetAuthStatusParams',
  'GetAuthStatusResponse',
  'v2/CancelLoginAccountParams',
  'v2/CancelLoginAccountResponse',
  'v2/GetAccountParams',
  'v2/GetAccountRateLimitsResponse',
  'v2/GetAccountResponse',
  'v2/LoginAccountParams',
  'v2/LoginAccountResponse',
  'v2/ModelListParams',
  'v2/ModelListResponse',
  'v2/ThreadStartParams',
  'v2/ThreadInjectItemsParams',
  'v2/ThreadUnsubscribeParams',
  'v2/ThreadLoadedListResponse',
  'v2/TurnStartParams',
  'v2/TurnInterruptParams',
  'v2/TurnError',
  'v2/DynamicToolCallResponse',
];

const header = `/**
 * The types of the app-server's protocol that the engine uses. \`npm run protocol\` generates this file
 * from the Codex in node_modules; do not edit it by hand.
 */`;

/**
 * The text of `protocol.ts`: the roots above and every type that they use, sorted by name, as the
 * bundled Codex generates them. Throws where two types would share a name.
 */
export async function protocolTypes(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'codex-protocol-'));
  try {
    execFileSync(bundledCodex(), ['app-server', 'generate-ts', '--experimental', '--out', folder]);
    const declarations = [...reachable(folder)]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, declaration]) => declaration);
    return await formatted([header, ...declarations].join('\n\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The declarations of the roots and of all that they import, by the type's name. */
function reachable(folder: string): Map<string, string> {
  const seen = new Set<string>();
  const declarations = new Map<string, string>();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = readFileSync(path.join(folder, `${file}.ts`), 'utf8');
    for (const [, imported] of source.matchAll(/ from "(\.[^"]+)"/g)) {
      open.push(path.posix.join(path.posix.dirname(file), imported ?? ''));
    }
    const name = path.posix.basename(file);
    if (declarations.has(name)) throw new Error(`Codex has two types named ${name}`);
    declarations.set(name, declarationIn(source));
  }
  return declarations;
}

/** What a generated file declares, without its header and imports. */
function declarationIn(source: string): string {
  return source
    .replace(/^(?:\/\/.*\n|import .*\n|\s*\n)*/, '')
    .replaceAll(/\/\*\*([^]*?)\*\//g, (_, comment: string) => summaryComment(comment))
    .trim();
}

/** A doc comment's first paragraph: the rest is advice to clients that show Codex itself. */
function summaryComment(comment: string): string {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  const start = lines.findIndex((line) => line !== '');
  const end = lines.indexOf('', start);
  const summary = lines.slice(start, end === -1 ? undefined : end);
  if (summary.length === 1) return `/** ${summary[0]} */`;
  return `/**\n${summary.map((line) => ` * ${line}\n`).join('')} */`;
}

/** The text as `npm run format` leaves it. */
async function formatted(text: string): Promise<string> {
  const settings = path.join(import.meta.dirname, '../.oxfmtrc.json');
  const { $schema: _, ignorePatterns: __, ...options } = JSON.parse(readFileSync(settings, 'utf8'));
  const { code, errors } = await format(protocolFile, text, options);
  if (errors.length > 0) throw new Error(`oxfmt refuses the types: ${errors[0]?.message}`);
  return code;
}
