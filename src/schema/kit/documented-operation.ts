import { getOperationAST, parse, print } from 'graphql';

/** What one use of the API looks like: GraphiQL's tabs and `docs/graphql.md` are made of these. */
export interface DocumentedOperation {
  /** `Stream an answer`, for a heading. */
  readonly title: string;
  /** What it does and when it is the one to take, in Markdown on one line. */
  readonly text: string;
  /** What to do in GraphiQL, where pressing play is not all. */
  readonly hint?: string;
  /** One operation with a name and its fragments. It runs as it stands with `variables`. */
  readonly document: string;
  readonly variables: object;
}

/** Stands for the ID of a completion of the reader's. */
export const completionPlaceholder = 'chatcmpl-PUT-AN-ID-HERE';

/** Stands for the ID of a tool call of that completion. */
export const callPlaceholder = 'call_PUT-AN-ID-HERE';

/** Operations for one purpose. */
export interface OperationGroup {
  /** For a heading. */
  readonly title: string;
  /** What holds for all of them, in Markdown with a paragraph to a line. */
  readonly text: string;
  readonly operations: readonly DocumentedOperation[];
}

/** The name in the document. Throws where it holds not exactly one operation, with a name. */
export function operationName({ title, document }: DocumentedOperation): string {
  const name = getOperationAST(parse(document))?.name?.value;
  if (name === undefined) throw new Error(`"${title}" is not one operation with a name`);
  return name;
}

/** The document as GraphQL itself prints it, without the indentation of its source. */
export function printedDocument({ document }: DocumentedOperation): string {
  return print(parse(document));
}
