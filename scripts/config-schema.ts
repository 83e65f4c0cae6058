import { writeFile } from 'node:fs/promises';
import { configSchema } from './config-schema-document.ts';

// Writes config.schema.json, with which editors check a config file.

const file = new URL('../config.schema.json', import.meta.url);
await writeFile(file, `${JSON.stringify(configSchema(), null, 2)}\n`);
