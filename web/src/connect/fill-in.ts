/** What stands for the placeholders of a snippet. */
export interface SnippetValues {
  /** The address of the gateway: `http://127.0.0.1:8000`. */
  readonly url: string;
  /** The API key, or what stands for it; null where the gateway asks for none. */
  readonly key: string | null;
  readonly model: string;
  /** That of the model, in tokens. */
  readonly contextWindow: number;
}

/** What clients that insist on a key are given where the gateway asks for none. */
export const anyKey = 'none';

/** A snippet of the table of clients with these values in it. Throws for an unknown placeholder. */
export function fillIn(text: string, { url, key, model, contextWindow }: SnippetValues): string {
  const values: Readonly<Record<string, string>> = {
    url,
    baseUrl: `${url}/v1`,
    key: key ?? anyKey,
    model,
    contextWindow: String(contextWindow),
  };
  return text
    .replaceAll(/^\{\{ifKey\}\}(.*\n)/gm, (_line, rest: string) => (key === null ? '' : rest))
    .replaceAll(/\{\{(\w+)\}\}/g, (_placeholder, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`A snippet has the unknown placeholder ${name}.`);
      return value;
    });
}
