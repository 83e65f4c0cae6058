import { errorBody } from './errors.ts';
import type { JsonObject } from './json.ts';

/** The form of ChatGPT's own refusals. */
export function detailBody(detail: string): JsonObject {
  return { detail };
}

/** The refusal of a model that an older client may not use. */
export function modelGateBody(model: string): JsonObject {
  return detailBody(
    `The '${model}' model requires a newer version of Codex. Please upgrade to the latest app or CLI and try again.`,
  );
}

/** The error that ends a WebSocket after 60 minutes. */
export function connectionLimitBody(): JsonObject {
  return errorBody(
    'Responses websocket connection limit reached (60 minutes). Create a new websocket connection to continue.',
    { code: 'websocket_connection_limit_reached' },
  );
}

/** The error of a continuation of a response that the service does not have. */
export function unknownPreviousBody(id: string): JsonObject {
  return errorBody(`Previous response with id '${id}' not found.`, {
    param: 'previous_response_id',
    code: 'previous_response_not_found',
  });
}

/** A page with which Cloudflare keeps a client from the service; goes with a 403. */
export const cloudflarePage =
  '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head>' +
  '<body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>';

/** The headers of {@link cloudflarePage}. */
export const cloudflareHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=UTF-8',
  server: 'cloudflare',
  'cf-mitigated': 'challenge',
  'cf-ray': '8f0000000000abcd-FRA',
};
