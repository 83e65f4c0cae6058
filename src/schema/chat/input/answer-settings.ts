import { maxStopSequences } from '../../../codex/completion/bounds.ts';
import type { AnswerFormat, CompletionRequest } from '../../../codex/completion/request.ts';
import type { ChatSettingsInput, ResponseFormatInput } from './chat-completion-input.ts';
import { assertName, invalid } from '../../kit/invalid-input.ts';

/** The format of the answer that a request asks for. */
export type AnswerSettings = Pick<
  CompletionRequest,
  'format' | 'stop' | 'maxOutputTokens' | 'verbosity'
>;

/** The settings of an input in the core's form. Throws an `InvalidRequestError` that names the field. */
export function toAnswerSettings(input: ChatSettingsInput): AnswerSettings {
  const { responseFormat, maxOutputTokens, verbosity } = input;
  const stop = input.stop ?? [];
  assertStop(stop);
  if (typeof maxOutputTokens === 'number' && maxOutputTokens < 1) {
    const message = `maxOutputTokens must be at least 1; it is ${maxOutputTokens}.`;
    throw invalid('maxOutputTokens', message);
  }
  return {
    ...(responseFormat && { format: toFormat(responseFormat) }),
    ...(stop.length > 0 && { stop }),
    ...(typeof maxOutputTokens === 'number' && { maxOutputTokens }),
    ...(verbosity && { verbosity }),
  };
}

function assertStop(stop: readonly string[]): void {
  if (stop.length > maxStopSequences) {
    const most = `at most ${maxStopSequences} sequences`;
    throw invalid('stop', `stop must hold ${most}; it holds ${stop.length}.`);
  }
  const path = `stop[${stop.indexOf('')}]`;
  if (stop.includes('')) throw invalid(path, `${path} must not be empty.`);
}

function toFormat({ type, jsonSchema }: ResponseFormatInput): AnswerFormat {
  if (!jsonSchema) return { type: type ?? 'text' };
  const { name, description, schema, strict } = jsonSchema;
  assertName(name, 'responseFormat.jsonSchema.name');
  const described = typeof description === 'string' && { description };
  return { type: 'json_schema', name, ...described, schema, isStrict: strict ?? false };
}
