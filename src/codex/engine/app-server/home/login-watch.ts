import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** How often the login file is read, to notice a login or logout by another program. */
const pollMs = 500;

/**
 * Calls back when the user's login file changes, appears or disappears. A running app-server
 * notices none of these by itself (measured on Codex 0.169.0). Polls the file, because the file and
 * its folder need not exist yet.
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
