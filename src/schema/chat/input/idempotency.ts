import type { CompletionRequest } from '../../../codex/completion/request.ts';

/** The idempotency key of an input, with the rest of the input, which it identifies. */
export function toIdempotency({
  idempotencyKey: key,
  ...body
}: {
  readonly idempotencyKey?: string | null | undefined;
}): Pick<CompletionRequest, 'idempotency'> {
  return key === null || key === undefined ? {} : { idempotency: { key, body } };
}
