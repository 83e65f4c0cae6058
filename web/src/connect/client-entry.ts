/** The groups of clients, in the order of the page and the documents. */
export type ClientGroup = 'Terminal' | 'SDKs and frameworks' | 'Editors and apps' | 'GraphQL';

/**
 * Something to paste. In its text `{{url}}` is the address of the gateway, `{{baseUrl}}` the base URL of
 * its OpenAI routes, `{{key}}` the API key, `{{model}}` a model, and `{{contextWindow}}` its size in tokens.
 * A line that begins with `{{ifKey}}` is left out where the gateway asks for no key.
 */
export interface ClientSnippet {
  /** Names it in the documents: `openai-js`. */
  readonly id: string;
  /** The file or the place that it goes into, or what it shows. */
  readonly title: string;
  readonly language: 'bash' | 'json' | 'python' | 'text' | 'toml' | 'ts' | 'yaml';
  readonly text: string;
}

/** A client, and what makes it use the gateway. */
export interface ClientEntry {
  /** Names it in addresses and in the documents. */
  readonly id: string;
  readonly name: string;
  readonly group: ClientGroup;
  /** One sentence: which API it uses, and what is worth knowing before. */
  readonly about: string;
  readonly snippets: readonly ClientSnippet[];
  /** What is left to do, or to know, after it is pasted. */
  readonly note?: string;
  /** A document of its own, from the root of the repository. */
  readonly document?: string;
}
