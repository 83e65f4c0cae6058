import { z } from 'zod';
import { programOf } from '../codex/completion/program.ts';
import type { Database } from '../sqlite/database.ts';

const userAgents = z.array(z.string());

/** Writes the program of each stored completion, which earlier versions did not store. */
export async function fillPrograms(database: Database): Promise<void> {
  const found = await database.json(
    'SELECT json_group_array(DISTINCT user_agent) AS json FROM completion WHERE user_agent IS NOT NULL',
  );
  const pairs = userAgents.parse(found).map((userAgent) => [userAgent, programOf(userAgent)]);
  await database.exec(
    'CREATE TEMP TABLE program_of (user_agent TEXT PRIMARY KEY, program TEXT) STRICT, WITHOUT ROWID',
  );
  await database.run(
    `INSERT INTO program_of SELECT value ->> 0, value ->> 1 FROM json_each(?)`,
    JSON.stringify(pairs),
  );
  await database.exec(`
    UPDATE completion SET program = (
      SELECT program_of.program FROM program_of WHERE program_of.user_agent = completion.user_agent
    ) WHERE user_agent IS NOT NULL;
    DROP TABLE program_of;`);
}
