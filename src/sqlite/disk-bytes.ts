import { stat } from 'node:fs/promises';

/** What SQLite keeps beside a database: its log, and the index of that log. */
const besides = ['', '-wal', '-shm'] as const;

/** The bytes that database files take on the disk together. One that does not exist takes none. Never rejects. */
export async function diskBytes(files: readonly string[]): Promise<number> {
  const paths = files.flatMap((file) => besides.map((ending) => file + ending));
  const sizes = await Promise.all(
    paths.map(async (each) => await stat(each).then(({ size }) => size, none)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function none(): number {
  return 0;
}
