import path from 'node:path';
import type { ClientEntry, ClientSnippet } from '../web/src/connect/client-entry.ts';
import { clientGroups, clients } from '../web/src/connect/clients.ts';
import { fillIn, type SnippetValues } from '../web/src/connect/fill-in.ts';
import { markdownTable } from './markdown-table.ts';

/** A gateway that was started with no flag. */
const plain: SnippetValues = {
  url: 'http://127.0.0.1:8000',
  key: null,
  model: 'gpt-5.5',
  contextWindow: 272_000,
};
/** One that asks for a key. */
const withKey: SnippetValues = { ...plain, key: 'YOUR_KEY' };

/** docs/clients/README.md. */
export function clientsDocument(): string {
  const sections = clientGroups.map((group) => {
    const members = clients.filter((client) => client.group === group);
    return `## ${group}\n\n${members.map(sectionOf).join('\n')}`;
  });
  return `# Clients

What to paste into each client. The Connect page of the dashboard, \`/ui/connect\`, has the same lines with
the address, the model and the key of your gateway, and a button that sends a first request.

${markdownTable([
  ['Setting', 'Value'],
  ['Base URL', `\`${fillIn('{{baseUrl}}', plain)}\``],
  [
    'API key',
    `\`${fillIn('{{key}}', plain)}\`, or any text, if the gateway has none; else one of its keys`,
  ],
  ['Model', 'a name from `GET /v1/models`; an effort may follow it, as in `gpt-5.5-high`'],
])}
The lines below are for a gateway without a key. With one, replace \`none\`, and add
\`-H 'authorization: Bearer YOUR_KEY'\` to curl.

${sections.join('\n')}`;
}

function sectionOf({ name, about, snippets, note, document }: ClientEntry): string {
  const more =
    document === undefined
      ? []
      : [`More: [${document}](${path.posix.relative('docs/clients', document)}).`];
  const blocks = snippets.map((snippet) => `${titleOf(snippet)}:\n\n${blockOf(snippet, plain)}`);
  const parts = [`### ${name}`, about, ...blocks, ...(note === undefined ? [] : [note]), ...more];
  return parts.map((part) => `${part.trimEnd()}\n`).join('\n');
}

/** A file is marked as code. */
function titleOf({ title }: ClientSnippet): string {
  return /^\S+\.\w+$/.test(title) ? `\`${title}\`` : title;
}

function blockOf({ language, text }: ClientSnippet, values: SnippetValues): string {
  return `\`\`\`${language}\n${fillIn(text, values)}\`\`\`\n`;
}

/** A mark, and the block below it that comes from the table. */
const markedBlock = /^<!-- client(, with a key)?: ([\w-]+) -->\n\n```\w+\n[\s\S]*?^```\n/gm;

/** A mark, and the paragraph below it that names the clients. */
const markedNames = /^<!-- clients -->\n\n[\s\S]*?\n\n/gm;

/**
 * A document with what comes from the table of clients: the block below `<!-- client: openai-js -->`,
 * and the paragraph below `<!-- clients -->`. Throws where it has no such mark, or an unknown one.
 */
export function withClients(text: string, file: string): string {
  if (!markedBlock.test(text)) throw new Error(`${file} has no mark of a client.`);
  const snippets = clients.flatMap((client) => client.snippets);
  return text
    .replaceAll(markedBlock, (block, key: string | undefined, id: string) => {
      const snippet = snippets.find((each) => each.id === id);
      if (snippet === undefined) throw new Error(`${file} has a mark of an unknown client: ${id}.`);
      const mark = block.slice(0, block.indexOf('\n'));
      return `${mark}\n\n${blockOf(snippet, key === undefined ? plain : withKey)}`;
    })
    .replaceAll(markedNames, () => `<!-- clients -->\n\n${namesOf()}\n\n`);
}

function namesOf(): string {
  const names = clients.map(({ name }) => name).filter((name) => !name.startsWith('Any other'));
  return `[docs/clients](docs/clients/README.md) has the lines to paste for ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`;
}
