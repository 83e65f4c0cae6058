import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import type { ConversationStore } from '../../../src/conversations/conversation-store.ts';
import {
  createConversationStore,
  type ConversationStoreOptions,
} from '../../../src/conversations/database/create-conversation-store.ts';
import { createTempFolder } from '../../support/temp-folder.ts';

/** Where a test keeps conversations: in a file that is opened and closed, or in memory. */
export interface TestConversations {
  readonly folder: string;
  readonly file: string;
  /** What was logged: one JSON object a line. */
  readonly log: readonly string[];
  open(options?: Partial<ConversationStoreOptions>): Promise<ConversationStore>;
  /** Everything that is on the disk, in whatever file of the folder. */
  bytes(): Promise<string>;
  remove(): Promise<void>;
}

/** Makes one. */
export async function createTestConversations(
  mode: 'disk' | 'memory' = 'disk',
): Promise<TestConversations> {
  const temp = await createTempFolder();
  const folder = path.join(temp.path, 'data');
  const file = path.join(folder, 'conversations.sqlite');
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => log.push(line) });
  const place = mode === 'disk' ? { file } : mode;
  return {
    folder,
    file,
    log,
    open: async (options) =>
      await createConversationStore({ place, days: 30, bytes: 2 ** 30, logger, ...options }),
    async bytes() {
      const names = await readdir(folder).catch(() => []);
      const files = await Promise.all(
        names.map(async (name) => await readFile(path.join(folder, name), 'latin1')),
      );
      return files.join('');
    },
    remove: async () => await temp.remove(),
  };
}
