const head = '</head>';
const call = 'YogaGraphiQL.renderYogaGraphiQL(';

/**
 * Gives the page a key, `window.codexServeKey.value`, which goes with every request to the gateway and
 * with every WebSocket. It is taken from the address, `/graphql#token=KEY`, and removed from there and
 * from the history; where a key is required, there is a field for it, too, which serves all tabs. No
 * storage holds it, unless the user asks for that. With a new key the documentation is read again.
 */
export function withKey(page: string, isKeyRequired: boolean): string {
  if (page.split(call).length !== 2) throw new Error('The page of GraphiQL has another form.');
  return page
    .replace(call, () => 'codexServeKey.render(')
    .replace(head, () => `<script>(${script})(${String(isKeyRequired)});</script>${head}`);
}

/**
 * Runs in the browser, so that it can use nothing from outside of itself. The key goes into
 * `x-api-key`, beside any key of the Headers pane: any valid one counts.
 */
const script = `(isKeyRequired) => {
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
    return send.call(window, request).then((response) => {
      if (response.status === 401) refused();
      return response;
    });
  };

  const storage = 'codex-serve:key';
  key.value ??= localStorage.getItem(storage);
  let refused = () => {};
  addEventListener('DOMContentLoaded', () => {
    if (!isKeyRequired) return;
    const form = document.createElement('form');
    form.id = 'codex-serve-key';
    form.innerHTML =
      '<label>API key for all tabs <input type="password" aria-label="API key" autocomplete="off"></label>' +
      '<label><input type="checkbox" aria-label="Remember the key"> remember</label>' +
      '<button>Use</button><span role="status"></span>';
    const [input, remember] = form.querySelectorAll('input');
    const status = form.querySelector('span');
    remember.checked = localStorage.getItem(storage) !== null;
    refused = () => {
      form.classList.add('refused');
      status.textContent = key.value === null ? 'Enter your API key here.' : 'This key is wrong.';
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      key.value = input.value.trim() || null;
      input.value = '';
      form.classList.remove('refused');
      status.textContent = key.value === null ? 'No key is used.' : 'The key is used.';
      if (remember.checked && key.value !== null) localStorage.setItem(storage, key.value);
      else localStorage.removeItem(storage);
      document.querySelector('[aria-label^="Re-fetch GraphQL schema"]')?.click();
    });
    document.body.append(form);
  });

  key.render = (root, options) =>
    YogaGraphiQL.renderYogaGraphiQL(root, {
      ...options,
      connectionParams: () => (key.value === null ? {} : { 'x-api-key': key.value }),
    });
}`;
