import type { Refusal } from '../../direct-refused.ts';
import type { CompletionRequest } from '../../../completion/request.ts';
import type { AnswerRequest } from '../../turn.ts';
import type { ServiceRefusal } from '../transport/faults.ts';

const parameter = /unsupported (?:parameter|value)s?:? *['"`]?(?<name>[\w.[\]]+)/i;
/** What a request holds for the gateway alone, and what every request has. */
const unsent: ReadonlySet<string> = new Set<keyof CompletionRequest>([
  'model',
  'messages',
  'caller',
  'unmet',
  'ignored',
  'delivery',
  'surface',
  'idempotency',
  'previousId',
  'keepForToolOutputs',
  'attempts',
]);
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
    const options = optionsOf(asked);
    return {
      kind: 'parameter',
      subject: name,
      concerns: (request) => optionsOf(request.asked) === options,
    };
  }
  if (!gated.test(body) && !(status === 404 && body.includes('model_not_found'))) return null;
  return { kind: 'model', subject: model, concerns: (request) => request.model === model };
}

/** The names of the options that a request sets, without those that the service never sees. */
function optionsOf(asked: AnswerRequest['asked']): string {
  const names = Object.keys(asked).filter((name) => !unsent.has(name));
  return names.toSorted().join();
}
