import path from 'node:path';
import { loginIdentity } from './login-identity.ts';
import { readText } from '../../../../util/read-text.ts';

/** How often the login file is read, to notice a login or logout by another program. */
const pollMs = 500;

/** What happened to the login file. */
export interface LoginListener {
  /**
   * Somebody logged in or out. A running app-server does not notice that by itself (measured on
   * Codex 0.169.0).
   */
  changed(): void;
  /**
   * The same login has new tokens: Codex renewed them, or another program did. Codex reads the file
   * again before it renews them itself.
   */
  renewed(): void;
}

/** Watches the user's login file. */
export interface LoginWatch {
  /** Grows with each content of the file that was read. */
  readonly version: number;
  /** Reads the file now. */
  look(): Promise<void>;
  /**
   * Codex could not renew the login. It does not try that again, not even with other tokens
   * (measured on Codex 0.171.0), so the next content counts as another login.
   */
  refused(): void;
  /** Ends the watch. */
  end(): void;
}

/** Watches the login file in this folder. Polls it, because neither needs to exist yet. */
export async function watchLogin(codexHome: string, listener: LoginListener): Promise<LoginWatch> {
  const file = path.join(codexHome, 'auth.json');
  let known = await contentOf(file);
  let version = 0;
  let isRefused = false;
  const look = async (): Promise<void> => {
    const content = await contentOf(file);
    if (content === known) return;
    const isRenewed = !isRefused && isSameLogin(content, known);
    known = content;
    version += 1;
    isRefused = false;
    if (isRenewed) listener.renewed();
    else listener.changed();
  };
  const timer = setInterval(() => void look(), pollMs).unref();
  return {
    get version() {
      return version;
    },
    look,
    refused() {
      isRefused = true;
    },
    end: () => clearInterval(timer),
  };
}

function isSameLogin(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && loginIdentity(one) === loginIdentity(other);
}

/** The file's text; null where there is none to read. */
async function contentOf(file: string): Promise<string | null> {
  return await readText(file).catch(() => null);
}
