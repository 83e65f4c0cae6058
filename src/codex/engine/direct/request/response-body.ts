import type { JsonObject } from '../../../completion/tools.ts';

/** The body of a request. A transport reads these members, and passes on all others. */
export interface ResponseBody extends JsonObject {
  readonly input: JsonObject[];
}
