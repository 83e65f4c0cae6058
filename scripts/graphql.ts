import { writeFile } from 'node:fs/promises';
import { graphqlDocument } from './graphql-document.ts';

await writeFile(new URL('../docs/graphql.md', import.meta.url), graphqlDocument());
