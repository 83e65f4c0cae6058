import type { CodexServeError } from '../../../../errors/errors.ts';
import type { ServiceRefusal } from '../transport/faults.ts';

/** How the service words that it cannot read or does not know an item of the input. */
const words =
  /invalid_encrypted_content|encrypted content .*(?:could not be|verif|decrypt)|item with id .* not found|previous_response_not_found/i;

/** What a refusal says that is about something else than an item: one of these codes, another member. */
const others =
  /"(?:context_length_exceeded|invalid_prompt|model_not_found|unsupported_parameter|[a-z]+_policy\w*)"|"param" *: *"(?!input)/;

/** The service refused a request, perhaps for an item of the input that it gave itself before. */
export class KeptItemsRefused extends Error {
  override readonly name = 'KeptItemsRefused';
  /** For the client, where the request held no such item. */
  readonly error: CodexServeError;

  constructor(error: CodexServeError) {
    super(error.message, { cause: error });
    this.error = error;
  }
}

/** Whether a refusal is about an item that the service gave before. */
export function isAboutKeptItems({ status, body }: ServiceRefusal): boolean {
  return (status === 400 || status === 404) && words.test(body);
}

/**
 * Whether a refusal may be about such an item: providers have words of their own for what they do
 * not take in an input.
 */
export function mayBeAboutKeptItems({ status, body }: ServiceRefusal): boolean {
  return (status === 400 || status === 422) && !others.test(body);
}
