import {
  callPlaceholder,
  completionPlaceholder,
  conversationPlaceholder,
  operationName,
  printedDocument,
  type DocumentedOperation,
} from '../kit/documented-operation.ts';
import { documentedOperations } from './documented-operations.ts';

/** A tab of GraphiQL's. */
export interface GraphiqlTab {
  /** The name of its operation, which the tab shows. */
  readonly name: string;
  readonly query: string;
  /** JSON, as the Variables pane shows it. */
  readonly variables: string;
}

/** Characters on a line that GraphiQL shows in a window of 1280 pixels without cutting them off. */
const lineWidth = 44;

/** What GraphiQL opens with: one tab per use, each of which runs without changes. */
export const graphiqlTabs: readonly GraphiqlTab[] = documentedOperations.map((operation) => ({
  name: operationName(operation),
  query: `${explanation(operation)}\n${printedDocument(operation)}\n`,
  variables: JSON.stringify(operation.variables, null, 2),
}));

/** What the page needs to put real IDs in place of placeholders. */
export const graphiqlExamples = {
  completionPlaceholder,
  callPlaceholder,
  conversationPlaceholder,
  examples: Object.fromEntries(graphiqlTabs.map((tab) => [tab.name, tab])),
};

function explanation({ title, text, hint }: DocumentedOperation): string {
  const paragraphs = [`${title}.`, text, ...(hint === undefined ? [] : [hint])];
  return paragraphs.map((paragraph) => comment(paragraph)).join('\n#\n');
}

function comment(paragraph: string): string {
  const lines = paragraph.matchAll(new RegExp(`(.{1,${lineWidth}}|\\S+)(?:\\s+|$)`, 'g'));
  return Array.from(lines, ([, line]) => `# ${line}`).join('\n');
}

/**
 * A script that stores the tabs as GraphiQL itself does. Left to its `defaultTabs` it shows an empty
 * Variables pane on the first tab, and one more tab, empty, when the page is loaded again. Variables
 * in the address, `?variables={…}`, go into the first tab, with `?query=` beside them or without.
 */
export function firstVisit(): string {
  const tabs = graphiqlTabs.map(({ name, query, variables }) => {
    const operation = { title: name, operationName: name, query, variables, headers: '' };
    return { id: name, ...operation, hash: null, response: null };
  });
  const [first] = graphiqlTabs;
  const stored = {
    'graphiql:tabState': JSON.stringify({ tabs, activeTabIndex: 0 }),
    'graphiql:query': first?.query,
    'graphiql:variables': first?.variables,
    'graphiql:headers': '',
  };
  const script = `
    if (localStorage.getItem('graphiql:tabState') === null) {
      Object.assign(localStorage, ${JSON.stringify(stored)});
    }
    // Yoga's default is to store headers, in which a key may stand.
    localStorage['graphiql:shouldPersistHeaders'] ??= 'false';
    (() => {
      const given = new URLSearchParams(location.search);
      const [query, variables] = [given.get('query'), given.get('variables')];
      if (variables === null) return;
      const state = JSON.parse(localStorage.getItem('graphiql:tabState'));
      const tab = state.tabs[state.activeTabIndex];
      tab.variables = variables;
      localStorage.setItem('graphiql:variables', variables);
      if (query !== null) {
        tab.query = query;
        localStorage.setItem('graphiql:query', query);
      }
      localStorage.setItem('graphiql:tabState', JSON.stringify(state));
    })();`;
  return `<script>${script}</script>`;
}
