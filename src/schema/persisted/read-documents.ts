import { createHash } from 'node:crypto';
import { GraphQLError, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { defaultLimits } from '../limits/limits.ts';
import { operationLimitsRule } from '../limits/operation-limits-rule.ts';
import { readText } from '../../util/read-text.ts';

/** Documents that clients name by their hash: SHA-256, 64 lower-case hexadecimal digits. */
export type PersistedDocuments = ReadonlyMap<string, string>;

/** The file of persisted documents cannot be used; the message is one line that says why. */
export class PersistedDocumentsError extends Error {
  override readonly name = 'PersistedDocumentsError';
}

const mapSchema = z.record(z.string(), z.string());

/**
 * Reads a JSON object of documents under their hashes, the `persisted-documents.json` of
 * graphql-codegen's client preset. Every hash is computed again, with or without `sha256:` in front
 * (GraphQL over HTTP, appendix A), and every document checked against schema and limits, so that a
 * dashboard of another version is found out at the start. Rejects with `PersistedDocumentsError`.
 */
export async function readPersistedDocuments(
  file: string,
  schema: GraphQLSchema,
): Promise<PersistedDocuments> {
  const map = mapSchema.safeParse(await readJson(file));
  if (!map.success) {
    throw new PersistedDocumentsError(`${file} is not a JSON object of hashes with documents`);
  }
  const entries = Object.entries(map.data).map(([key, document]) => {
    const hash = hashIn(key);
    if (hash !== createHash('sha256').update(document).digest('hex')) {
      throw new PersistedDocumentsError(`${file}: '${key}' is not the SHA-256 of its document`);
    }
    const fault = faultOf(document, schema);
    if (fault !== undefined) throw new PersistedDocumentsError(`${file}: '${key}': ${fault}`);
    return [hash, document] as const;
  });
  return new Map(entries);
}

/** The hash in a document's id, `sha256:…` or bare. */
export function hashIn(id: string): string {
  return id.replace(/^sha256:/, '');
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(file));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : String(error);
    const line = `${file} cannot be read: ${reason.replace(/^Error: /, '')}`;
    throw new PersistedDocumentsError(line, { cause: error });
  }
}

/** Why a document cannot be run, in one line. */
function faultOf(document: string, schema: GraphQLSchema): string | undefined {
  const { maxTokens, maxDocumentLength } = defaultLimits;
  if (document.length > maxDocumentLength) return `longer than ${maxDocumentLength} characters`;
  try {
    const rules = [...specifiedRules, operationLimitsRule(defaultLimits)];
    const [error] = validate(schema, parse(document, { maxTokens }), rules);
    return error?.message;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}
