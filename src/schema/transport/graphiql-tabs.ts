import {
  operationName,
  printedDocument,
  type DocumentedOperation,
} from '../operations/documented-operation.ts';
import { documentedOperations } from '../operations/operations.ts';

/** A tab of GraphiQL's. */
export interface GraphiqlTab {
  /** The name of its operation, which the tab shows. */
  readonly name: string;
  readonly query: string;
  /** JSON, as the Variables pane shows it. */
  readonly variables: string;
}

/** Characters on a line that GraphiQL shows beside its other panes without cutting them off. */
const lineWidth = 52;

/** What GraphiQL opens with: one tab per use, each of which runs as it stands. */
export const graphiqlTabs: readonly GraphiqlTab[] = documentedOperations.map((operation) => ({
  name: operationName(operation),
  query: `${explanation(operation)}\n${printedDocument(operation)}\n`,
  variables: JSON.stringify(operation.variables, null, 2),
}));

function explanation({ title, text, hint }: DocumentedOperation): string {
  const paragraphs = [`${title}.`, text, ...(hint === undefined ? [] : [hint])];
  return paragraphs.map((paragraph) => comment(paragraph)).join('\n#\n');
}

function comment(paragraph: string): string {
  const lines = paragraph.matchAll(new RegExp(`(.{1,${lineWidth}}|\\S+)(?:\\s+|$)`, 'g'));
  return Array.from(lines, ([, line]) => `# ${line}`).join('\n');
}
