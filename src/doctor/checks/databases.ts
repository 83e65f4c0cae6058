import { isCorrupt } from '../../sqlite/database.ts';
import { lookInto } from '../../sqlite/look-into.ts';
import type { DoctorContext, OwnFile } from '../kit/context.ts';
import { ok, warning, type Outcome } from '../kit/finding.ts';
import { shellWord } from '../kit/shell-word.ts';

/** Whether the databases below `--home` can be read by this version. Changes none of them. */
export async function checkDatabases({ databases }: DoctorContext): Promise<Outcome> {
  const present: string[] = [];
  for (const database of databases) {
    const { name, file } = database;
    const version = await versionOf(database);
    if (typeof version === 'object' && version !== null) return version;
    if (version === null) continue;
    if (version > database.version) return tooNew(name, file);
    present.push(name);
  }
  if (present.length === 0) return ok('There are no databases yet.');
  return ok('The databases can be read.', `They are: ${present.join(', ')}.`);
}

/** Null where there is no file. */
async function versionOf({ name, file }: OwnFile): Promise<number | null | Outcome> {
  try {
    return await lookInto(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (isCorrupt(error)) {
      return warning(
        `The ${name} database is damaged.`,
        `${file}: ${reason}. The next start moves it aside and begins a new one.`,
        `Restore a copy if you have one, or move it away: \`mv ${shellWord(file)} ${shellWord(`${file}.damaged`)}\`.`,
      );
    }
    // Whether the file can be read and written is what the check of the home says.
    return null;
  }
}

function tooNew(name: string, file: string): Outcome {
  return warning(
    `The ${name} database was made by a later codex-serve.`,
    `${file} has a version that this one does not know, and stays as it is.`,
    'Update codex-serve, or choose another folder with --home.',
  );
}
