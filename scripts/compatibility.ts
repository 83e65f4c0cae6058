import { writeFile } from 'node:fs/promises';
import { compatibilityDocument } from './compatibility-document.ts';

await writeFile(new URL('../docs/compatibility.md', import.meta.url), compatibilityDocument());
