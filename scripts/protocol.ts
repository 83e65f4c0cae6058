/** Writes the protocol types that the engine uses, from the Codex of `npm ci`. */
import { writeFileSync } from 'node:fs';
import { protocolFile, protocolTypes } from './protocol-types.ts';

writeFileSync(protocolFile, await protocolTypes());
