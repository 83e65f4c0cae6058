const head = '</head>';
const call = 'YogaGraphiQL.renderYogaGraphiQL(';

/**
 * Gives the page a key, `window.codexServeKey.value`, which goes with every request to the gateway and
 * with every WebSocket. It is taken from the address, `/graphql#token=KEY`, and removed from there and
 * from the history. It lives in the page alone: no storage holds it.
 */
export function withKey(page: string): string {
  if (page.split(call).length !== 2) throw new Error('The page of GraphiQL has another form.');
  return page
    .replace(call, () => 'codexServeKey.render(')
    .replace(head, () => `<script>(${script})();</script>${head}`);
}

/**
 * Runs in the browser, so that it can use nothing from outside of itself. The key goes into
 * `x-api-key`, beside any key of the Headers pane: any valid one counts.
 */
const script = `() => {
  const key = { value: null };
  window.codexServeKey = key;

  const takeFromAddress = () => {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const token = fragment.get('token');
    if (token === null) return;
    key.value = token.trim() || null;
    fragment.delete('token');
    const rest = fragment.toString();
    history.replaceState(history.state, '', location.pathname + location.search + (rest && '#' + rest));
  };
  takeFromAddress();
  addEventListener('hashchange', takeFromAddress);

  const send = window.fetch;
  window.fetch = (input, init) => {
    const request = new Request(input, init);
    if (key.value !== null && new URL(request.url).origin === location.origin) {
      request.headers.set('x-api-key', key.value);
    }
    return send.call(window, request);
  };

  key.render = (root, options) =>
    YogaGraphiQL.renderYogaGraphiQL(root, {
      ...options,
      connectionParams: () => (key.value === null ? {} : { 'x-api-key': key.value }),
    });
}`;
