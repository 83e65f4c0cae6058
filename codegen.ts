import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { preset } from '@graphql-codegen/client-preset';

/** Operations with `.toString()`, for any client that takes text. */
const config: NonNullable<CodegenConfig['config']> = {
  documentMode: 'string',
  enumsAsTypes: true,
  useTypeImports: true,
  scalars: { DateTime: 'string', ID: 'string', JSON: 'object', SafeInt: 'number' },
  strictScalars: true,
};

/** The folders of the dashboard with operations, each with types of its own, so that a page loads its own only. */
const pages = readdirSync('web/src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => path.posix.join('web/src', path.dirname(file)));

/** The client preset without `gql.ts` and `index.ts`, which no page imports. */
const typesOnly: typeof preset = {
  ...preset,
  async buildGeneratesSection(options) {
    const files = await preset.buildGeneratesSection(options);
    return files.filter(({ filename }) => path.basename(filename) === 'graphql.ts');
  },
};

const codegen: CodegenConfig = {
  schema: 'schema.graphql',
  // Fails on an operation that the schema does not allow, and on an unused fragment.
  ignoreNoDocuments: false,
  importExtension: '.ts',
  generates: {
    'test/generated/': {
      documents: ['test/schema/operations/*.graphql', 'src/schema/**/*operations.ts'],
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        // Writes persisted-documents.json, for --persisted-documents.
        persistedDocuments: true,
      },
      config,
    },
    ...Object.fromEntries(
      [...new Set(pages)].map((folder) => [
        `${folder}/generated/`,
        {
          documents: [`${folder}/*.graphql`],
          preset: typesOnly,
          presetConfig: { fragmentMasking: false },
          config,
        },
      ]),
    ),
  },
};

export default codegen;
