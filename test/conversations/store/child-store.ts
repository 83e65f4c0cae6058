import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { bundleModule, type BundledModule } from '../../support/bundled-module.ts';

/**
 * A program that keeps one turn after another in the conversation store of a file, many at a time in
 * chains that branch. It prints a line for each: `begun ID`, `ended ID`, `refused ID CODE`.
 */
const program = `
  const [module, file, name, chains, turns, length] = process.argv.slice(1);
  const { createConversationStore } = await import(module);
  const logger = { info() {}, warn() {}, error(line) { console.error(line); } };
  const store = await createConversationStore({ place: { file }, days: 30, bytes: 2 ** 30, logger });
  const message = (role, id, text) => ({ id, type: 'message', role, content: [{ text }] });
  const filler = ' and more'.repeat(Number(length) / 9);
  async function keep(id, conversationId, previousId) {
    await store.beginTurn({
      id, owner: 'local', surface: 'RESPONSES', createdAt: new Date(), status: 'in_progress',
      conversationId, previousId, model: 'gpt-5.5', settings: {},
      input: [message('user', 'msg_in_' + id, 'question of ' + id + filler)],
    });
    console.log('begun ' + id);
    await store.endTurn(id, {
      status: 'completed', endedAt: new Date(), usage: null, error: null, incompleteReason: null,
      unmet: [], events: '[]',
      output: [1, 2].map((n) => message('assistant', 'msg_' + n + id, 'answer ' + n + ' of ' + id)),
    });
    console.log('ended ' + id);
  }
  async function chain(number) {
    let previousId = null;
    for (let turn = 0; turn < Number(turns); turn += 1) {
      const id = ['resp', name, number, turn].join('_');
      const conversationId = ['conv', name, number].join('_');
      try {
        await keep(id, conversationId, previousId);
        previousId = id;
      } catch (error) {
        console.log('refused ' + id + ' ' + error.code);
      }
    }
  }
  await Promise.all(Array.from({ length: Number(chains) }, (_, number) => chain(number)));
  await store.close();
  console.log('closed');
`;

/** The module that the program needs. */
export async function bundleStore(): Promise<BundledModule> {
  return await bundleModule('src/conversations/database/create-conversation-store.ts');
}

/** How the program is started. */
export interface ChildStoreOptions {
  /** From `bundleStore`. */
  readonly module: BundledModule;
  readonly file: string;
  /** Tells the turns of several runs apart. */
  readonly name: string;
  /** How many chains grow at once, and to how many turns. */
  readonly chains: number;
  readonly turns: number;
  /** How long each question is, in characters. */
  readonly length: number;
  /** The size that no file of the program may exceed, in blocks of 1024 bytes. Default: any. */
  readonly maxBlocks?: number;
}

/** A running program. */
export interface ChildStore {
  readonly child: ChildProcess;
  /** Its lines as they come. */
  readonly lines: AsyncIterable<string>;
}

/** Starts the program. */
export function startChildStore(options: ChildStoreOptions): ChildStore {
  const { module, file, name, chains, turns, length, maxBlocks } = options;
  const limit = maxBlocks === undefined ? '' : `trap '' XFSZ; ulimit -f ${maxBlocks};`;
  const args = [
    '--input-type=module',
    '--eval',
    program,
    module.url,
    file,
    name,
    chains,
    turns,
    length,
  ];
  const child = spawn(
    'bash',
    ['-c', `${limit} exec "$0" "$@"`, process.execPath, ...args.map(String)],
    { cwd: path.resolve('.'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return { child, lines: createInterface({ input: child.stdout }) };
}
