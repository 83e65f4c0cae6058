import { getOperationAST, parse, print } from 'graphql';

/** One use of the API. GraphiQL's tabs and `docs/graphql.md` are generated from these. */
export interface DocumentedOperation {
  /** `Stream an answer`, for a heading. */
  readonly title: string;
  /** What it does and when to use it, in Markdown on one line. */
  readonly text: string;
  /** What to do in GraphiQL, if pressing play is not enough. */
  readonly hint?: string;
  /** One operation with a name and its fragments. It runs as it stands with `variables`. */
  readonly document: string;
  readonly variables: object;
}

/** Stands for the ID of a completion of the reader's. */
export const completionPlaceholder = 'chatcmpl-PUT-AN-ID-HERE';

/** Stands for the ID of a tool call of that completion. */
export const callPlaceholder = 'call_PUT-AN-ID-HERE';

/** Stands for the ID of a conversation of the reader's. */
export const conversationPlaceholder = 'conv_PUT-AN-ID-HERE';

/** Operations for one purpose. */
export interface OperationGroup {
  /** For a heading. */
  readonly title: string;
  /** The introduction to all of them, in Markdown, one paragraph per line. */
  readonly text: string;
  readonly operations: readonly DocumentedOperation[];
}

/** The name in the document. Throws unless the document has exactly one operation, with a name. */
export function operationName({ title, document }: DocumentedOperation): string {
  const name = getOperationAST(parse(document))?.name?.value;
  if (name === undefined) throw new Error(`"${title}" is not one operation with a name`);
  return name;
}

/** The document as GraphQL itself prints it, without the indentation of its source. */
export function printedDocument({ document }: DocumentedOperation): string {
  return print(parse(document));
}
