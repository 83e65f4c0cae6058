import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protocolFile, protocolTypes } from '../../scripts/protocol-types.ts';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';
import { refuse } from '../../src/codex/engine/app-server/rpc/server-requests.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

describe('protocol.ts', () => {
  it('holds the types of the bundled Codex', async () => {
    expect(await readFile(protocolFile, 'utf8')).toBe(await protocolTypes());
  });
});

describe('the refusal of a request that the app-server makes', () => {
  let schemas: TempFolder;
  beforeAll(async () => {
    schemas = await createTempFolder();
    const args = ['app-server', 'generate-json-schema', '--experimental', '--out', schemas.path];
    execFileSync(bundledCodex(), args);
  });
  afterAll(async () => await schemas.remove());

  const readSchema = (name: string): string =>
    readFileSync(path.join(schemas.path, `${name}.json`), 'utf8');

  it.each([
    ['item/commandExecution/requestApproval', 'CommandExecutionRequestApprovalResponse'],
    ['item/fileChange/requestApproval', 'FileChangeRequestApprovalResponse'],
    ['item/permissions/requestApproval', 'PermissionsRequestApprovalResponse'],
    ['item/tool/requestUserInput', 'ToolRequestUserInputResponse'],
    ['item/tool/call', 'DynamicToolCallResponse'],
    ['mcpServer/elicitation/request', 'McpServerElicitationRequestResponse'],
    ['applyPatchApproval', 'ApplyPatchApprovalResponse'],
    ['execCommandApproval', 'ExecCommandApprovalResponse'],
  ])('%s is a valid %s', (method, response) => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const answer = refuse(method);
    expect(answer).toHaveProperty('result');
    ajv.validate(JSON.parse(readSchema(response)), 'result' in answer ? answer.result : undefined);
    expect(ajv.errors).toBeNull();
  });

  it('is a JSON-RPC error for every other request of the bundled Codex', () => {
    const { oneOf }: { oneOf: Variant[] } = JSON.parse(readSchema('ServerRequest'));
    const methods = oneOf.map(({ properties }) => properties.method.enum[0]);
    expect(methods.filter((method) => 'error' in refuse(method))).toEqual([
      'account/chatgptAuthTokens/refresh',
      'attestation/generate',
    ]);
  });

  it('is a JSON-RPC error for an unknown request', () => {
    expect(refuse('constructor')).toEqual({
      error: { code: -32_601, message: 'codex-serve does not answer constructor' },
    });
  });
});

/** One of the requests, in the schema of them all. */
interface Variant {
  readonly properties: { readonly method: { readonly enum: readonly [string] } };
}
