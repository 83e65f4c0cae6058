import { writeFile } from 'node:fs/promises';
import { logDocument } from './log-document.ts';

await writeFile(new URL('../docs/log.md', import.meta.url), logDocument());
