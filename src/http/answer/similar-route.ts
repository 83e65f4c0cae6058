/** Routes that people look for, each with the end of a path that means it. The first match counts. */
const routes: readonly (readonly [end: RegExp, route: string])[] = [
  [/(?:^|\/)chat\/completions?(?:\/v\d+)?$/, '/v1/chat/completions'],
  [/(?:^|\/)completions?(?:\/v\d+)?$/, '/v1/completions'],
  [/(?:^|\/)models?(?:\/v\d+)?$/, '/v1/models'],
  [/(?:^|\/)graphi?ql$/, '/graphql'],
  [/(?:^|\/)(?:healthz?|health-?check)$/, '/healthz'],
  [/(?:^|\/)api\/tags$/, '/api/tags'],
  [/(?:^|\/)api\/show$/, '/api/show'],
  [/(?:^|\/)api\/version$/, '/api/version'],
];

/** What gets onto the end of an address that was copied out of a text. */
const trailingJunk = /[\s/.,;:!?'"`<>()[\]{}]+$/;

/**
 * The route that a path without one stands for, where that can be told: `/v1/v1/models`,
 * `//v1//models`, `/v1/models.` and `/openai/v1/models` all mean `/v1/models`.
 */
export function similarRoute(path: string): string | undefined {
  const plain = decoded(path)
    .toLowerCase()
    .replaceAll(/[\\/]+/g, '/')
    .replace(trailingJunk, '');
  return routes.find(([end, route]) => end.test(plain) && route !== path)?.[1];
}

/** Another path under a chat route than that of a stored completion: the route stands there twice. */
export function isDoubledRoute(path: string): boolean {
  return /\/chat\/completions\/(?:v\d+|models?|completions?|chat)\/*$/i.test(path);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
