const name = 'codex-serve.key';

/** The API key that this tab uses, or that the device remembers; null where none was entered. */
export function readKey(): string | null {
  return sessionStorage.getItem(name) ?? localStorage.getItem(name);
}

/** Keeps a key for this tab, and on the device where the reader asks for it. */
export function keepKey(key: string, isRemembered: boolean): void {
  sessionStorage.setItem(name, key);
  if (isRemembered) localStorage.setItem(name, key);
  else localStorage.removeItem(name);
}

/** Forgets the key, on the device too. */
export function forgetKey(): void {
  sessionStorage.removeItem(name);
  localStorage.removeItem(name);
}

/** Takes the key out of an address with `#token=…`, once, and removes it from the address. */
export function takeKeyOfAddress(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  keepKey(token, false);
  history.replaceState(null, '', location.pathname + location.search);
}
