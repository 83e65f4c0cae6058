import { graphiqlExamples } from './tabs.ts';
import { fetcherScript } from './fetcher.ts';
import { idsScript } from './ids.ts';
import { socketClientScript, startingFields } from './socket-client.ts';
import { storageScript } from './storage.ts';
import type { GraphiqlOptions } from './files.ts';

const head = '</head>';
const call = 'YogaGraphiQL.renderYogaGraphiQL(';

/**
 * Gives the page one key for all tabs, `codexServe.key`, which goes with every request to the gateway
 * and with every WebSocket. It is taken from the address, `/graphql#token=KEY`, and removed from there
 * and from the history of the browser; where a key is required, there is a field for it, too. The key
 * is stored only if the user asks for that. With a new key the documentation is read again.
 */
export function withKey(page: string, { isKeyRequired, schema }: GraphiqlOptions): string {
  if (page.split(call).length !== 2) throw new Error('The page of GraphiQL has another form.');
  const source = `const codexServe = (${script})(${String(isKeyRequired)});
    codexServe.storage = (${storageScript})();
    codexServe.createClient = (${socketClientScript})(${JSON.stringify(startingFields(schema))});
    Object.assign(codexServe, (${idsScript})(${JSON.stringify(graphiqlExamples)}));
    codexServe.fetcher = (${fetcherScript})(codexServe);`;
  return page
    .replace(call, () => 'codexServe.render(')
    .replace(head, () => `<script>${source.replaceAll('</', '<\\/')}</script>${head}`);
}

/**
 * Runs in the browser, so it can use nothing from outside of itself. The key goes into `x-api-key`,
 * beside any key of the Headers pane: any valid one counts.
 */
const script = `(isKeyRequired) => {
  const page = { key: null, isKeyRequired, headers: {}, refused: () => {} };

  const takeFromAddress = () => {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const token = fragment.get('token');
    if (token === null) return;
    page.key = token.trim() || null;
    fragment.delete('token');
    const rest = fragment.toString();
    history.replaceState(history.state, '', location.pathname + location.search + (rest && '#' + rest));
  };
  takeFromAddress();
  addEventListener('hashchange', takeFromAddress);

  const send = window.fetch;
  window.fetch = (input, init) => {
    const request = new Request(input, init);
    if (page.key !== null && new URL(request.url).origin === location.origin) {
      request.headers.set('x-api-key', page.key);
    }
    return send.call(window, request).then((response) => {
      if (response.status === 401) page.refused();
      return response;
    });
  };

  const storage = 'codex-serve:key';
  page.key ??= localStorage.getItem(storage);
  addEventListener('DOMContentLoaded', () => {
    if (!isKeyRequired) return;
    const form = document.createElement('form');
    form.id = 'codex-serve-key';
    const add = (parent, name, properties) =>
      parent.appendChild(Object.assign(document.createElement(name), properties));
    const input = add(add(form, 'label', { textContent: 'API key for all tabs ' }), 'input',
      { type: 'password', ariaLabel: 'API key', autocomplete: 'off' });
    const remembering = add(form, 'label', {});
    const remember = add(remembering, 'input', { type: 'checkbox', ariaLabel: 'Remember the key' });
    remembering.append(' remember');
    add(form, 'button', { textContent: 'Use' });
    const status = add(form, 'span', { role: 'status' });
    remember.checked = localStorage.getItem(storage) !== null;
    page.refused = () => {
      form.classList.add('refused');
      status.textContent = page.key === null ? 'Enter your API key here.' : 'This key is wrong.';
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      page.key = input.value.trim() || null;
      input.value = '';
      form.classList.remove('refused');
      status.textContent = page.key === null ? 'No key is used.' : 'The key is used.';
      if (remember.checked && page.key !== null) localStorage.setItem(storage, page.key);
      else localStorage.removeItem(storage);
      document.querySelector('[aria-label^="Re-fetch GraphQL schema"]')?.click();
    });
    document.body.append(form);
  });

  // GraphiQL opens a WebSocket for each run, and closes it at the end.
  const connectionParams = () => ({
    ...Object.fromEntries(new Headers(page.headers)),
    ...(page.key !== null && { 'x-api-key': page.key }),
  });
  page.render = (root, options) =>
    YogaGraphiQL.renderYogaGraphiQL(root, { ...options, connectionParams, storage: page.storage });
  return page;
}`;
