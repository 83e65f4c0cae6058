import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../src/schema/schema.ts';

const target = new URL('../schema.graphql', import.meta.url);
await writeFile(target, `${printSchema(lexicographicSortSchema(buildSchema()))}\n`);
