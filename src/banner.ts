import type { Account } from './codex/engine/account.ts';
import type { CodexInUse, CodexSource, EngineName } from './codex/engine/engine-health.ts';

const art = [
  '            _                                      ',
  '  __ ___ __| |_____ __ ___ ___ ___ _ ___ _____     ) )',
  " / _/ _ \\/ _` / -_) \\ /___(_-</ -_) '_\\ V / -_)   ( (",
  ' \\__\\___/\\__,_\\___/_\\_\\   /__/\\___|_|  \\_/\\___|  c|__|',
].join('\n');

/** What the banner tells. */
export interface BannerFacts {
  /** Of this program. */
  readonly version: string;
  /** The Codex that runs. */
  readonly codex: CodexInUse;
  /** The engine that answers. */
  readonly engine: EngineName;
  /** `http://127.0.0.1:8000` */
  readonly url: string;
  readonly account: Account;
  /** What logs Codex in, for a shell: `codex login`. */
  readonly loginCommand: string;
  readonly isDemo: boolean;
  /** The file that keeps prompts and answers; null where there is none. */
  readonly conversationsFile: string | null;
  /** The model for the lines to try. */
  readonly model: string;
  /** Whether clients must send a key. */
  readonly hasApiKey: boolean;
  /** Whether a browser gets GraphiQL. */
  readonly hasGraphiql: boolean;
  /** Where a browser gets the dashboard; undefined where it does not. */
  readonly dashboardPath?: string | undefined;
  /** Undefined where it must not be shown. */
  readonly adminToken?: string | undefined;
}

/** What a newcomer sees at the start: the addresses, and a line to try for each surface. */
export function banner(facts: BannerFacts): string {
  const { url, model } = facts;
  const key = facts.hasApiKey ? ` -H "Authorization: Bearer $CODEX_SERVE_API_KEY"` : '';
  const graphiql = facts.hasGraphiql ? '   (GraphiQL in a browser)' : '';
  const chat = `{"model": "${model}", "stream": true, "messages": [{"role": "user", "content": "tell me a cozy pun"}]}`;
  const query = `{"query": "{ models(first: 3) { edges { node { id } } } }"}`;
  return `
${art}

  codex-serve ${facts.version}, Codex ${codexText(facts.codex)}
${skippedLines(facts.codex)}  ${loginLine(facts)}
  ${engineTexts[facts.engine]}
${keptLine(facts)}${dashboardLine(facts)}
  REST     ${url}/v1
           curl -N ${url}/v1/chat/completions${key} -H 'content-type: application/json' \\
             -d '${chat}'

  GraphQL  ${url}/graphql${graphiql}
           curl ${url}/graphql${key} -H 'content-type: application/json' \\
             -d '${query}'
${adminLines(facts)}`;
}

function dashboardLine({ url, dashboardPath }: BannerFacts): string {
  return dashboardPath === undefined ? '' : `\n  Dashboard ${url}${dashboardPath}\n`;
}

/** The fragment of an address stays in the browser. */
function adminLines({ url, dashboardPath, hasGraphiql, adminToken }: BannerFacts): string {
  if (adminToken === undefined) return '';
  const pages = [dashboardPath, hasGraphiql ? '/graphql' : undefined];
  const addresses = pages.flatMap((page) =>
    page === undefined ? [] : [`${url}${page}#token=${adminToken}`],
  );
  const open = addresses.length === 0 ? adminToken : addresses.join('\n           ');
  return `
  Admin    ${open}
           (keep it to yourself: it can log this machine's Codex in and out)
`;
}

function codexText({ version, path, source }: CodexInUse): string {
  return `${version} (${sourceTexts[source]}: ${path})`;
}

const sourceTexts: Readonly<Record<CodexSource, string>> = {
  'codex-bin': 'from --codex-bin',
  path: 'from your PATH',
  bundled: 'bundled',
};

function keptLine({ conversationsFile: file }: BannerFacts): string {
  if (file === null) return '';
  return `  Prompts and answers of the Responses API are kept in ${file} (--store off keeps none).\n`;
}

const engineTexts: Readonly<Record<EngineName, string>> = {
  'app-server': 'Engine: app-server (answers come through Codex).',
  direct: 'Engine: direct (answers come from the Responses API itself).',
};

function skippedLines({ skipped }: CodexInUse): string {
  const lines = skipped.map(({ path, version, reason }) => {
    return `  Skipped the Codex${version === null ? '' : ` ${version}`} at ${path}: it ${reason}\n`;
  });
  return lines.join('');
}

function loginLine({ account, loginCommand, isDemo }: BannerFacts): string {
  if (isDemo) return "Demo: the real Codex, with a local stand-in for OpenAI's service.";
  if (!account.isReady) return `Not logged in: run \`${loginCommand}\`, or start with --demo.`;
  return account.method === null
    ? 'The upstream of your Codex configuration needs no login.'
    : `Logged in (${account.method}).`;
}
