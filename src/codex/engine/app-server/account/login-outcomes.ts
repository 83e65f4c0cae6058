import { z } from 'zod';

/** What became of a login, in the app-server's words. */
export interface LoginOutcome {
  readonly success: boolean;
  readonly error: string | null;
}

const completed = z.object({
  loginId: z.string(),
  success: z.boolean(),
  error: z.string().nullish(),
});

/** Maximum number of outcomes that are kept for a later call of `of`. */
const kept = 100;

interface Entry {
  readonly outcome: Promise<LoginOutcome>;
  readonly settle: (outcome: LoginOutcome) => void;
}

/** The outcomes of one process's logins. Each may be requested before or after it arrives. */
export class LoginOutcomes {
  readonly #entries = new Map<string, Entry>();

  /** Takes the params of an `account/login/completed`; ignores other kinds of login. */
  completed(params: unknown): void {
    const { data } = completed.safeParse(params);
    if (data === undefined) return;
    this.#entry(data.loginId).settle({ success: data.success, error: data.error ?? null });
  }

  /** Resolves with the outcome of that login. Call it once per login. */
  async of(loginId: string): Promise<LoginOutcome> {
    return await this.#entry(loginId).outcome.finally(() => this.#entries.delete(loginId));
  }

  #entry(loginId: string): Entry {
    const known = this.#entries.get(loginId);
    if (known !== undefined) return known;
    let settle: Entry['settle'] = () => {};
    const outcome = new Promise<LoginOutcome>((resolve) => {
      settle = resolve;
    });
    const entry = { outcome, settle };
    this.#entries.set(loginId, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > kept && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }
}
