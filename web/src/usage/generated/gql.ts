/* eslint-disable */
import * as types from './graphql.ts';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
  'query Usage($from: DateTime!, $to: DateTime, $granularity: UsageGranularity!, $timeZone: String!, $filter: UsageFilter!) {\n  overTime: usage(\n    from: $from\n    to: $to\n    granularity: $granularity\n    timeZone: $timeZone\n    filter: $filter\n  ) {\n    retentionDays\n    totals {\n      ...PeriodTotals\n    }\n    buckets {\n      start\n      totals {\n        ...PeriodTotals\n      }\n    }\n  }\n  errors(from: $from, to: $to, filter: $filter) {\n    code\n    completions\n    remedy\n    newest {\n      id\n      completionId\n      endedAt\n      model\n      client {\n        program\n      }\n    }\n  }\n  refusals(from: $from, to: $to, filter: $filter) {\n    reason\n    keyName\n    program\n    surfaceName\n    count\n    newestAt\n    remedy\n  }\n}\n\nquery UsageByGroup($from: DateTime!, $to: DateTime, $granularity: UsageGranularity!, $timeZone: String!, $filter: UsageFilter!, $groupBy: UsageDimension!) {\n  usage(\n    from: $from\n    to: $to\n    granularity: $granularity\n    timeZone: $timeZone\n    filter: $filter\n    groupBy: [$groupBy]\n  ) {\n    groups {\n      model\n      keyName\n      surface\n      surfaceName\n      program\n      errorCode\n      effort\n      totals {\n        ...PeriodTotals\n      }\n    }\n  }\n}\n\nfragment PeriodTotals on UsageTotals {\n  completions\n  failed\n  cancelled\n  inputTokens\n  cachedInputTokens\n  outputTokens\n  reasoningOutputTokens\n  totalTokens\n  firstTokenMsP50\n  firstTokenMsP95\n  durationMsP50\n  durationMsP95\n  estimatedCostUsd\n  unpricedCompletions\n}': typeof types.UsageDocument;
};
const documents: Documents = {
  'query Usage($from: DateTime!, $to: DateTime, $granularity: UsageGranularity!, $timeZone: String!, $filter: UsageFilter!) {\n  overTime: usage(\n    from: $from\n    to: $to\n    granularity: $granularity\n    timeZone: $timeZone\n    filter: $filter\n  ) {\n    retentionDays\n    totals {\n      ...PeriodTotals\n    }\n    buckets {\n      start\n      totals {\n        ...PeriodTotals\n      }\n    }\n  }\n  errors(from: $from, to: $to, filter: $filter) {\n    code\n    completions\n    remedy\n    newest {\n      id\n      completionId\n      endedAt\n      model\n      client {\n        program\n      }\n    }\n  }\n  refusals(from: $from, to: $to, filter: $filter) {\n    reason\n    keyName\n    program\n    surfaceName\n    count\n    newestAt\n    remedy\n  }\n}\n\nquery UsageByGroup($from: DateTime!, $to: DateTime, $granularity: UsageGranularity!, $timeZone: String!, $filter: UsageFilter!, $groupBy: UsageDimension!) {\n  usage(\n    from: $from\n    to: $to\n    granularity: $granularity\n    timeZone: $timeZone\n    filter: $filter\n    groupBy: [$groupBy]\n  ) {\n    groups {\n      model\n      keyName\n      surface\n      surfaceName\n      program\n      errorCode\n      effort\n      totals {\n        ...PeriodTotals\n      }\n    }\n  }\n}\n\nfragment PeriodTotals on UsageTotals {\n  completions\n  failed\n  cancelled\n  inputTokens\n  cachedInputTokens\n  outputTokens\n  reasoningOutputTokens\n  totalTokens\n  firstTokenMsP50\n  firstTokenMsP95\n  durationMsP50\n  durationMsP95\n  estimatedCostUsd\n  unpricedCompletions\n}':
    types.UsageDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: 'query Usage($from: DateTime!, $to: DateTime, $granularity: UsageGranularity!, $timeZone: String!, $filter: UsageFilter!) {\n  overTime: usage(\n    from: $from\n    to: $to\n    granularity: $granularity\n    timeZone: $timeZone\n    filter: $filter\n  ) {\n    retentionDays\n    totals {\n      ...PeriodTotals\n    }\n    buckets {\n      start\n      totals {\n        ...PeriodTotals\n      }\n    }\n  }\n  errors(from: $from, to: $to, filter: $filter) {\n    code\n    completions\n    remedy\n    newest {\n      id\n      completionId\n      endedAt\n      model\n      client {\n        program\n      }\n    }\n  }\n  refusals(from: $from, to: $to, filter: $filter) {\n    reason\n    keyName\n    program\n    surfaceName\n    count\n    newestAt\n    remedy\n  }\n}\n\nquery UsageByGroup($from: DateTime!, $to: DateTime, $granularity: UsageGranularity!, $timeZone: String!, $filter: UsageFilter!, $groupBy: UsageDimension!) {\n  usage(\n    from: $from\n    to: $to\n    granularity: $granularity\n    timeZone: $timeZone\n    filter: $filter\n    groupBy: [$groupBy]\n  ) {\n    groups {\n      model\n      keyName\n      surface\n      surfaceName\n      program\n      errorCode\n      effort\n      totals {\n        ...PeriodTotals\n      }\n    }\n  }\n}\n\nfragment PeriodTotals on UsageTotals {\n  completions\n  failed\n  cancelled\n  inputTokens\n  cachedInputTokens\n  outputTokens\n  reasoningOutputTokens\n  totalTokens\n  firstTokenMsP50\n  firstTokenMsP95\n  durationMsP50\n  durationMsP95\n  estimatedCostUsd\n  unpricedCompletions\n}',
): typeof import('./graphql.ts').UsageDocument;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
