import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** How soon a login or logout made by another program is seen. */
const pollMs = 500;

/**
 * Calls back when the user's login file changes, appears or goes away. A running app-server does
 * not notice any of these by itself (measured on Codex 0.169.0). The file is read again and again,
 * since it, and its folder, need not exist yet.
 *
 * @returns Ends the watch.
 */
export async function watchLogin(codexHome: string, onChange: () => void): Promise<() => void> {
  const file = path.join(codexHome, 'auth.json');
  let known = await contentOf(file);
  const look = async (): Promise<void> => {
    const content = await contentOf(file);
    if (content === known) return;
    known = content;
    onChange();
  };
  const timer = setInterval(() => void look(), pollMs).unref();
  return () => clearInterval(timer);
}

/** The file's text; null where there is none to read. */
async function contentOf(file: string): Promise<string | null> {
  return await readFile(file, 'utf8').catch(() => null);
}
