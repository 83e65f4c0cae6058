import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import type { IgnoredField } from '../../validation/ignored-fields.ts';
import type { ResponseParams } from './parse-request.ts';
import type { ResponseTools } from './to-tools.ts';

/** What decides whether a field has an effect, beside the request. */
export interface IgnoringContext {
  readonly capabilities: Capabilities;
  readonly isWebSocket: boolean;
}

/** Outputs that every answer has. */
const alwaysIncluded = new Set([
  'reasoning.encrypted_content',
  'message.input_image.image_url',
  'computer_call_output.output.image_url',
]);

/** Fields that have no effect beside what else was asked for. */
export function ignoredTogether(
  params: ResponseParams,
  { tools, webSearch }: ResponseTools,
  { capabilities, isWebSocket }: IgnoringContext,
): IgnoredField[] {
  const { service_tier: tier, parallel_tool_calls: isParallel, reasoning } = params;
  const isUnknownTier = tier === 'scale' || tier === 'ultrafast';
  const summary = reasoning?.summary;
  const older = reasoning?.generate_summary;
  const names = [
    ...(isParallel === false && tools.length === 0 ? ['parallel_tool_calls'] : []),
    ...(isUnknownTier && !capabilities.hasServiceTiers ? ['service_tier'] : []),
    ...(summary && older && older !== summary ? ['reasoning.generate_summary'] : []),
    ...(params.generate === false && !isWebSocket ? ['generate'] : []),
  ];
  const shown = new Set([
    ...alwaysIncluded,
    ...(capabilities.hasLogprobs ? ['message.output_text.logprobs'] : []),
    ...(webSearch && capabilities.hasNativeTools ? ['web_search_call.action.sources'] : []),
  ]);
  const unshown = (params.include ?? []).filter((output) => !shown.has(output));
  return [
    ...names.map((name) => ignored(name.split('.'))),
    ...unshown.map((output) => ignored([`include[${printable(output)}]`])),
  ];
}

function ignored(path: readonly string[]): IgnoredField {
  return { path, kind: 'ignored' };
}

/** For a header. */
function printable(output: string): string {
  return output.replaceAll(/[^\w.-]/g, '').slice(0, 64);
}
