import { CodexServeError } from '../../../../errors/errors.ts';
import type { ServiceRefusal } from '../transport/faults.ts';

/** How the service words that it cannot read or does not know an item of the input. */
const words =
  /invalid_encrypted_content|encrypted content .*(?:could not be|verif|decrypt)|item with id .* not found|previous_response_not_found/i;

/** The service refused an item of the input that it gave itself before. */
export class KeptItemsRefused extends CodexServeError {
  override readonly name = 'KeptItemsRefused';

  constructor({ code, message, param, cause }: CodexServeError) {
    super(code, message, { param, cause });
  }
}

/** Whether a refusal is about an item that the service gave before. */
export function isAboutKeptItems({ status, body }: ServiceRefusal): boolean {
  return (status === 400 || status === 404) && words.test(body);
}
