import type { EngineName } from '../../src/codex/engine/engine-health.ts';
import { testedEngine } from './tested-engine.ts';

/** Something in which the engines differ on purpose. The words are those of `docs/compatibility.md`. */
export interface EngineDifference {
  /** What differs. */
  readonly what: string;
  /** With the app-server, whatever the login. */
  readonly appServer: string;
  /** With the direct engine on a ChatGPT login. */
  readonly directChatGpt: string;
  /** With the direct engine on an API key or a custom provider. */
  readonly directKey: string;
}

/** All that a client or the service can tell the engines by. Whatever is not here must be the same. */
export const engineDifferences = {
  argumentDeltas: {
    what: 'The arguments of a tool call, streamed',
    appServer: 'arrive whole, at the end of the answer',
    directChatGpt: 'arrive as the model writes them',
    directKey: 'arrive as the model writes them',
  },
  systemMessages: {
    what: 'The role of a `system` message that the service gets',
    appServer: '`developer`',
    directChatGpt: '`developer`, as the service refuses `system`',
    directKey: '`system`',
  },
  outputIds: {
    what: 'The `id` of a tool output that the service gets',
    appServer: 'made by Codex',
    directChatGpt: 'none',
    directKey: 'none',
  },
  refusalText: {
    what: 'The words of a refusal',
    appServer: 'a fixed sentence',
    directChatGpt: "the model's own words",
    directKey: "the model's own words",
  },
  toolChoice: {
    what: '`tool_choice` and `parallel_tool_calls: false`',
    appServer: 'emulated: put into words, checked, and asked a second time',
    directChatGpt: 'sent as they are',
    directKey: 'sent as they are',
  },
  incompleteUsage: {
    what: 'The usage of an answer that the service ended early',
    appServer: 'the service’s at a limit of tokens, else an estimate',
    directChatGpt: 'the service’s',
    directKey: 'the service’s',
  },
  toolSchemas: {
    what: 'Schemas and names of tools',
    appServer: 'shortened above 5 kB; reserved names are mapped',
    directChatGpt: 'sent as they are',
    directKey: 'sent as they are',
  },
  customTools: {
    what: 'Custom tools with their grammars',
    appServer: 'emulated by functions',
    directChatGpt: 'sent as they are',
    directKey: 'sent as they are',
  },
  namespaces: {
    what: 'Namespaces of tools',
    appServer: 'become parts of the tools’ names',
    directChatGpt: 'sent as they are',
    directKey: 'sent as they are',
  },
  formats: {
    what: '`json_object`, and schemas that break the rules of strict mode',
    appServer: 'asked for in words, and checked',
    directChatGpt: 'sent as they are, and checked',
    directKey: 'sent as they are, and checked',
  },
  webSearch: {
    what: '`web_search_options` with `--web-search on`',
    appServer: 'the service’s search, without a list of its sources',
    directChatGpt: 'the service’s search, with its sources',
    directKey: 'the service’s search, with its sources',
  },
  rawItems: {
    what: '`tool_search`, and items of hosted tools in a history (`mcp_call`, `computer_call`), in Responses',
    appServer: 'ignored visibly',
    directChatGpt: 'sent as they are',
    directKey: 'sent as they are',
  },
  imageDetail: {
    what: 'The detail `low` of a picture',
    appServer: 'ignored visibly',
    directChatGpt: 'sent as it is',
    directKey: 'sent as it is',
  },
  sampling: {
    what: 'Sampling parameters, `logprobs`, `user`, `metadata`',
    appServer: 'ignored visibly, or refused',
    directChatGpt: 'ignored visibly, or refused',
    directKey: 'sent as they are',
  },
  promptCache: {
    what: '`prompt_cache_key`, `prompt_cache_options` and `prompt_cache_retention`',
    appServer: 'ignored visibly',
    directChatGpt: 'the key is sent as it is, the others are ignored visibly',
    directKey: 'sent as they are',
  },
  serviceTiers: {
    what: '`service_tier`',
    appServer: 'one that the model offers in Codex’s catalog',
    directChatGpt: 'one that the model offers in Codex’s catalog',
    directKey: 'sent as it is',
  },
  tokenLimit: {
    what: 'Limits of tokens',
    appServer: 'kept by the gateway, which counts the text alone',
    directChatGpt: 'kept by the gateway, which counts the text alone',
    directKey: 'kept by the service, which counts reasoning too',
  },
  models: {
    what: 'The models of a custom provider',
    appServer: 'those of Codex’s catalog; any other name is refused',
    directChatGpt: 'a custom provider has no such login',
    directKey: 'those that the provider lists; any other name is sent as it is',
  },
  serviceWords: {
    what: 'The words of an error of the service',
    appServer: 'Codex’s for an exhausted quota, an overload and a 500',
    directChatGpt: 'the service’s own',
    directKey: 'the service’s own',
  },
  keptAnswers: {
    what: 'A chat that continues with other tools, `verbosity` or `service_tier`, or after an answer that took a second attempt or was asked for as any JSON',
    appServer: 'is replayed without its reasoning',
    directChatGpt: 'keeps its reasoning',
    directKey: 'keeps its reasoning',
  },
  repeatedRequests: {
    what: 'A branch of a chat, and a request that is sent twice',
    appServer: 'the first one continues, the others are replayed in sessions of their own',
    directChatGpt: 'each continues with the reasoning, in one session',
    directKey: 'each continues with the reasoning, in one session',
  },
  refusedToken: {
    what: 'Many requests at once with an access token that the service refuses',
    appServer: 'several of them renew the token, one after the other',
    directChatGpt: 'the token is renewed once for all',
    directKey: 'a key cannot be renewed',
  },
  failedRefresh: {
    what: 'A login that cannot be renewed because the service that does so is out of order',
    appServer: '`upstream_error`',
    directChatGpt: '`codex_login_required`: Codex does not say why the token is still the old one',
    directKey: 'a key cannot be renewed',
  },
  codexProcess: {
    what: 'The `codex app-server` of a running gateway',
    appServer: 'runs all the time; every answer waits for it while it restarts',
    directChatGpt:
      'runs when the login, account, quota or catalog is asked for; no answer waits for it',
    directKey: 'runs at the start alone; no answer waits for it',
  },
} as const satisfies Readonly<Record<string, EngineDifference>>;

/**
 * What a test expects where the engines differ: a value for each.
 *
 * @param _difference The row that says so.
 * @param engine Default: the engine that the tests run on.
 */
export function byEngine<T>(
  _difference: keyof typeof engineDifferences,
  values: Readonly<Record<EngineName, T>>,
  engine: EngineName = testedEngine(),
): T {
  return values[engine];
}
