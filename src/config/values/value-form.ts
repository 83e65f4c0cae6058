/** How a config file holds a value. A text may always be what the command line takes. */
export type ValueForm =
  | { readonly kind: 'text' }
  /** A relative one counts from the folder of the file. */
  | { readonly kind: 'path' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** A number of bytes, or a text with a unit. */
  | { readonly kind: 'size' }
  /** An array of what a list with commas has as its members. */
  | { readonly kind: 'list'; readonly of: ValueForm }
  /** A list of names with values, or a table of them. */
  | { readonly kind: 'pairs'; readonly separator: ':' | '=' };

/** Reads a value as the command line takes it. Throws `InvalidValueError`. */
export interface Parser<T> {
  (text: string): T;
  /** How a config file holds the value. Default: as a text. */
  readonly form?: ValueForm;
}

/** The parser, with the form of its values in a config file. */
export function withForm<T>(form: ValueForm, parse: (text: string) => T): Parser<T> {
  return Object.assign((text: string) => parse(text), { form });
}
