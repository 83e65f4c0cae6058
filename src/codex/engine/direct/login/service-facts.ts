import { NotServedError } from '../../not-served.ts';
import type { Keeper, KeptLogin, WorkspaceRouting } from '../../keeper.ts';
import type { LoginKind } from '../provider/provider.ts';
import { kindOf } from '../provider/read-provider.ts';
import { reasonAgainstDirect, type TokenFacts } from '../provider/reason-against.ts';
import { readSettings, type ServiceSettings } from '../provider/settings.ts';

const unreadable = 'Codex gives no configuration that can be read';

/** What Codex says of the service, as it said it last. */
export class ServiceFacts {
  readonly #keeper: Keeper;
  #settings: ServiceSettings | null = null;
  #routing: WorkspaceRouting | null = null;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  /** How the service is paid for, by what is known offline. */
  get kind(): LoginKind {
    return this.#settings === null ? 'custom' : kindOf(this.#settings, this.#keeper);
  }

  /** The model that the configuration names; null for none. */
  get configuredModel(): string | null {
    return this.#settings?.model ?? null;
  }

  /** See `reasonAgainstDirect`. By what is known offline, and the last known routing. */
  get reasonAgainst(): string | null {
    if (this.#settings === null) return unreadable;
    const { method, isLoginRequired } = this.#keeper.account();
    const login = { method, isLoginRequired };
    return reasonAgainstDirect({ settings: this.#settings, login, routing: this.#routing });
  }

  /**
   * Reads the configuration alone, which asks no network. It is the same as long as the gateway runs.
   * Never rejects.
   */
  async prepare(): Promise<void> {
    this.#settings = await this.#read().catch(() => null);
  }

  /** The routing is another login's. */
  forget(): void {
    this.#routing = null;
  }

  /**
   * Reads everything, with a token. Rejects with `UpstreamError`, also where there is a reason against
   * the direct engine.
   *
   * @param isRefused See `Keeper.login`.
   */
  async load(isRefused: boolean): Promise<TokenFacts> {
    const settings = this.#settings ?? (await this.#read());
    this.#settings = settings;
    assertNone(this.reasonAgainst);
    const login = await this.#login(settings, isRefused);
    const routing = await this.#readRouting(settings, login);
    this.#routing = routing;
    const facts = { settings, login, routing };
    assertNone(reasonAgainstDirect(facts));
    return facts;
  }

  /** A provider with a key of its own needs no login, and so no Codex that runs. */
  async #login(settings: ServiceSettings, isRefused: boolean): Promise<KeptLogin> {
    const isOther = kindOf(settings, this.#keeper) === 'custom';
    if (isOther) return { ...this.#keeper.account(), token: null };
    return await this.#keeper.login(isRefused);
  }

  async #read(): Promise<ServiceSettings> {
    const value = await this.#keeper.settings();
    try {
      return readSettings(value);
    } catch (error) {
      throw new NotServedError(unreadable, error);
    }
  }

  /**
   * Without a known routing, Codex sends nothing to the service; a URL that the configuration names
   * needs none (measured on 0.171.0).
   */
  async #readRouting(
    settings: ServiceSettings,
    { method, token }: KeptLogin,
  ): Promise<WorkspaceRouting | null> {
    if (settings.provider?.base_url || token === null || method === null) return null;
    return kindOf(settings, this.#keeper) === 'chatgpt' ? await this.#keeper.routing() : null;
  }
}

function assertNone(reason: string | null): void {
  if (reason !== null) throw new NotServedError(reason);
}
