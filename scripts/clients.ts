import { readFile, writeFile } from 'node:fs/promises';
import { clientsDocument, withClients } from './clients-document.ts';

// Writes docs/clients/README.md, and the blocks of other documents that come from the table of clients.

const root = new URL('../', import.meta.url);

await writeFile(new URL('docs/clients/README.md', root), clientsDocument());
for (const name of ['README.md', 'docs/clients/codex.md']) {
  const file = new URL(name, root);
  await writeFile(file, withClients(await readFile(file, 'utf8'), name));
}
