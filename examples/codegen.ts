import type { CodegenConfig } from '@graphql-codegen/cli';

const url = process.env['CODEX_SERVE_URL'];
const apiKey = process.env['CODEX_SERVE_API_KEY'];
const headers: Record<string, string> =
  apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };

/** Types every `graphql()` document of this folder. Copy it, and put your own files in `documents`. */
const config: CodegenConfig = {
  // A running gateway's schema where CODEX_SERVE_URL names one, else the one of this repository.
  schema: url === undefined ? '../schema.graphql' : [{ [`${url}/graphql`]: { headers } }],
  documents: ['*.ts', '!codegen.ts'],
  importExtension: '.ts',
  generates: {
    './graphql/': {
      preset: 'client',
      // `persistedDocuments: true` would write the file for `--persisted-documents`.
      presetConfig: { fragmentMasking: false },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { DateTime: 'string', ID: 'string', JSON: 'object', SafeInt: 'number' },
        strictScalars: true,
      },
    },
  },
};

export default config;
