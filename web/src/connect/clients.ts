import type { ClientEntry, ClientGroup } from './client-entry.ts';
import { editorClients } from './editor-clients.ts';
import { graphqlClients } from './graphql-clients.ts';
import { sdkClients } from './sdk-clients.ts';
import { terminalClients } from './terminal-clients.ts';

/**
 * What to paste into each client. The Connect page and the documents are made from this table, so it
 * imports nothing but its parts.
 */
export const clients: readonly ClientEntry[] = [
  ...terminalClients,
  ...sdkClients,
  ...editorClients,
  ...graphqlClients,
];

/** The groups of clients in their order. */
export const clientGroups: readonly ClientGroup[] = [...new Set(clients.map(({ group }) => group))];
