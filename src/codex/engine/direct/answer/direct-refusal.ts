import type { Refusal } from '../../direct-refused.ts';
import type { CompletionRequest } from '../../../completion/request.ts';
import type { AnswerRequest } from '../../turn.ts';
import type { ServiceRefusal } from '../transport/faults.ts';

const parameter = /unsupported (?:parameter|value)s?:? *['"`]?(?<name>[\w.[\]]+)/i;

/**
 * For each field of a request, whether it may lead to a parameter. The others are for the gateway
 * alone, or part of every request. A new field does not compile until it has a row.
 */
const isOption: Readonly<Record<keyof CompletionRequest, boolean>> = {
  model: false,
  messages: false,
  effort: true,
  tools: true,
  toolChoice: true,
  allowsParallelToolCalls: true,
  format: true,
  stop: true,
  maxOutputTokens: true,
  sampling: true,
  topLogprobs: true,
  webSearch: true,
  labels: true,
  caching: true,
  verbosity: true,
  serviceTier: true,
  reasoningSummary: true,
  rawTools: true,
  unmet: false,
  ignored: false,
  delivery: false,
  surface: false,
  caller: false,
  idempotency: false,
  previousId: false,
  idPrefix: false,
  conversationId: false,
  keepForToolOutputs: false,
  attempts: false,
};

const options: ReadonlySet<string> = new Set(
  Object.entries(isOption).flatMap(([name, is]) => (is ? [name] : [])),
);

const gated =
  /requires? a newer version|model .*(?:not found|does not exist|not supported|not available)|unsupported model/i;

/**
 * What a refusal of the service with a ChatGPT login says of all requests of the direct engine: a
 * page of HTML with a 403, a parameter that this login does not take, or a model that it is not
 * given. Null for a refusal of this request alone.
 */
export function directRefusal(
  { status, body }: ServiceRefusal,
  { model, asked }: AnswerRequest,
): Refusal | null {
  if (status === 403 && body.trimStart().startsWith('<')) {
    return { kind: 'blocked', subject: null, concerns: () => true };
  }
  if (status !== 400 && status !== 404) return null;
  const name = parameter.exec(body)?.groups?.['name'];
  if (name !== undefined) {
    // Which of a client's options led to the parameter is not known: requests that have the same ones.
    const own = optionsOf(asked);
    return {
      kind: 'parameter',
      subject: name,
      concerns: (request) => optionsOf(request.asked) === own,
    };
  }
  if (!gated.test(body) && !(status === 404 && body.includes('model_not_found'))) return null;
  return { kind: 'model', subject: model, concerns: (request) => request.model === model };
}

/** The names of the options that a request sets. */
function optionsOf(asked: AnswerRequest['asked']): string {
  const names = Object.keys(asked).filter((name) => options.has(name));
  return names.toSorted().join();
}
