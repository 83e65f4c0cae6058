import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ConcreteRequest } from 'relay-runtime';
import { createTempFolder } from '../../support/temp-folder.ts';

const run = promisify(execFile);
const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js');

/** What the compiler has made of some documents. */
export interface CompiledDocuments {
  /** The artifact of an operation by its name. Throws where there is none. */
  request(name: string): ConcreteRequest;
}

/**
 * Compiles documents with Relay's own compiler, against the schema of the project. Rejects with what
 * the compiler says where it refuses one.
 */
export async function compileRelay(
  modules: Readonly<Record<string, readonly string[]>>,
): Promise<CompiledDocuments> {
  const folder = await createTempFolder();
  const at = (...names: string[]): string => path.join(folder.path, ...names);
  await mkdir(at('src'));
  await mkdir(at('artifacts'));
  await writeFile(at('schema.graphql'), await readFile('schema.graphql'));
  for (const [name, texts] of Object.entries(modules)) {
    const source = texts.map((text) => `graphql\`${text}\`;`).join('\n');
    await writeFile(at('src', `${name}.js`), source);
  }
  const config = {
    src: './src',
    schema: './schema.graphql',
    artifactDirectory: './artifacts',
    language: 'javascript',
    // Artifacts that `require` can load.
    eagerEsModules: false,
  };
  await writeFile(at('relay.config.json'), JSON.stringify(config));
  await run(process.execPath, [compiler, at('relay.config.json')], { cwd: folder.path });
  const load = createRequire(at('artifacts', 'index.js'));
  const names = Object.values(modules).flatMap((texts) => texts.flatMap(operationNames));
  const loaded = names.map((name) => [name, load(`./${name}.graphql.js`)] as const);
  const requests = new Map<string, ConcreteRequest>(loaded);
  await folder.remove();
  return {
    request(name) {
      const request = requests.get(name);
      if (request === undefined) throw new Error(`${name} was not compiled.`);
      return request;
    },
  };
}

function operationNames(text: string): string[] {
  return [...text.matchAll(/(?:query|mutation|subscription) (\w+)|queryName: "(\w+)"/g)].map(
    ([, operation, refetch]) => operation ?? refetch ?? '',
  );
}
