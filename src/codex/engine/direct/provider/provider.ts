/** How the service is paid for. It decides what a request may hold. */
export type LoginKind = 'chatgpt' | 'api-key' | 'custom';

/** Where answers are asked for, and how. From Codex's own reading of its configuration. */
export interface Provider {
  /** The id of the model provider in Codex's configuration. */
  readonly id: string;
  readonly kind: LoginKind;
  /** `https://api.openai.com/v1/responses`, with the configured query parameters. */
  readonly responsesUrl: URL;
  /** Where the provider lists its models; null where the catalog is Codex's. */
  readonly modelsUrl: URL | null;
  /** The configured headers, and the ones that the kind of login needs; nothing of the login itself. */
  readonly headers: Readonly<Record<string, string>>;
  readonly hasWebSockets: boolean;
  /** Whether the service must keep each answer (`store: true`), as Azure demands. */
  readonly storesAnswers: boolean;
  /** The longest silence of a stream, in milliseconds. */
  readonly idleMs: number;
  /** Maximum number of retries in a row of one answer. */
  readonly maxRetries: number;
}
