import { z } from 'zod';
import { moveLogIntoFile } from '../../sqlite/database.ts';
import type { RecordStore } from '../record-store.ts';
import type { StoreContext } from './store-context.ts';

/** What the store does with records of other APIs. */
export function recordsIn({ database, read, write, erase, grown }: StoreContext): RecordStore {
  return {
    ids: async () =>
      await read(async () =>
        z
          .array(z.string())
          .parse(await database.json('SELECT json_group_array(id) AS json FROM record')),
      ),
    read: async (id) =>
      await read(async () =>
        z
          .string()
          .optional()
          .parse(
            await database.json('SELECT json_quote(json) AS json FROM record WHERE id = ?', id),
          ),
      ),
    async write(id, json) {
      const isNew = await write(async () => {
        const known = await database.json('SELECT 1 AS json FROM record WHERE id = ?', id);
        await database.run(
          `INSERT INTO record (id, json) VALUES (?1, ?2)
            ON CONFLICT DO UPDATE SET json = excluded.json`,
          id,
          json,
        );
        return known === undefined;
      });
      if (!isNew) await erase();
      grown();
    },
    async remove(id) {
      await write(async () => await database.run('DELETE FROM record WHERE id = ?', id));
      await erase();
    },
    sync: async () => await read(async () => await database.run(moveLogIntoFile)),
  };
}
