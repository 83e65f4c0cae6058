/**
 * Adds to GraphiQL's bundle what Yoga's wrapper leaves out: the History plugin, which the wrapper
 * replaces by its explorer, and a hook, `codexServe.fetcher`, around what sends operations. Neither is
 * an option of `renderGraphiQL`. Throws if the bundle no longer has the places to change.
 */
export function withHistoryAndHook(bundle: string): string {
  const history = onlyMatch(bundle, /[ ,]([\w$]+)=\{title:"History",icon:/g)[1] ?? '';
  const plugins = onlyMatch(bundle, /plugins:\[([\w$]+)\],schemaDescription:/g);
  const fetcher = onlyMatch(bundle, /fetcher:([\w$]+),children:/g);
  return bundle
    .replace(plugins[0], () => `plugins:[${history},${plugins[1] ?? ''}],schemaDescription:`)
    .replace(fetcher[0], () => `fetcher:codexServe.fetcher(${fetcher[1] ?? ''}),children:`);
}

function onlyMatch(bundle: string, pattern: RegExp): RegExpExecArray {
  const [match, ...others] = bundle.matchAll(pattern);
  if (match === undefined || others.length > 0) {
    throw new Error(`GraphiQL's bundle must match ${String(pattern)} exactly once.`);
  }
  return match;
}
