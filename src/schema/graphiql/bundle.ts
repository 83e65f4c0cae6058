/**
 * Changes what no option of `renderGraphiQL` does. Adds to GraphiQL's bundle the History plugin, which
 * Yoga's wrapper replaces by its explorer, a hook, `codexServe.fetcher`, around what sends operations,
 * and another, `codexServe.createClient`, around the WebSocket client. Sends mutations over WebSocket,
 * as subscriptions: browsers send a POST again when a connection that they have used before breaks.
 * Throws if the bundle no longer has the places to change.
 */
export function adaptedBundle(bundle: string): string {
  const history = onlyMatch(bundle, /[ ,]([\w$]+)=\{title:"History",icon:/g)[1] ?? '';
  const plugins = onlyMatch(bundle, /plugins:\[([\w$]+)\],schemaDescription:/g);
  const fetcher = onlyMatch(bundle, /fetcher:([\w$]+),children:/g);
  const client = onlyMatch(bundle, /=([\w$]+)\(\{url:([\w$]+)\.url,webSocketImpl:/g);
  const choice = onlyMatch(
    bundle,
    /([\w$]+)\.operationType==="subscription"\?(?=[\w$]+:[\w$]+\(\))/g,
  );
  return bundle
    .replace(plugins[0], () => `plugins:[${history},${plugins[1] ?? ''}],schemaDescription:`)
    .replace(fetcher[0], () => `fetcher:codexServe.fetcher(${fetcher[1] ?? ''}),children:`)
    .replace(
      client[0],
      () =>
        `=codexServe.createClient(${client[1] ?? ''},{url:${client[2] ?? ''}.url,webSocketImpl:`,
    )
    .replace(choice[0], () => `${choice[1] ?? ''}.operationType!=="query"?`);
}

function onlyMatch(bundle: string, pattern: RegExp): RegExpExecArray {
  const [match, ...others] = bundle.matchAll(pattern);
  if (match === undefined || others.length > 0) {
    throw new Error(`GraphiQL's bundle must match ${String(pattern)} exactly once.`);
  }
  return match;
}
