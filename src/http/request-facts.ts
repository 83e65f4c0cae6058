import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '../errors/error-table.ts';

/** What is learnt of a request while it is answered. */
export interface RequestFacts {
  /** The code of the error that it was answered with. */
  readonly code?: ErrorCode;
  /** The field of the request that the error is about. */
  readonly param?: string;
  /** The kind of its GraphQL operation: `query`, `mutation` or `subscription`. */
  readonly operation?: string;
  /** The name of its GraphQL operation. */
  readonly operationName?: string;
}

const facts = new WeakMap<IncomingMessage, RequestFacts>();

/** Adds to what is known of a request, for its line in the log and for its span. */
export function noteFacts(request: IncomingMessage, more: RequestFacts): void {
  facts.set(request, { ...facts.get(request), ...more });
}

/** What is known of a request. */
export function factsOf(request: IncomingMessage): RequestFacts {
  return facts.get(request) ?? {};
}
