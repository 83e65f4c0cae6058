import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['test/schema/operations/*.graphql', 'src/schema/**/*operations.ts'],
  // Fails on an operation that the schema does not allow, and on an unused fragment.
  ignoreNoDocuments: false,
  importExtension: '.ts',
  generates: {
    'test/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        // Writes persisted-documents.json, for --persisted-documents.
        persistedDocuments: true,
      },
      config: {
        // Operations with `.toString()`, for any client that takes text.
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { DateTime: 'string', ID: 'string', JSON: 'object', SafeInt: 'number' },
        strictScalars: true,
      },
    },
  },
};

export default config;
