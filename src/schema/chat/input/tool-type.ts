import type { EnumRef } from '@pothos/core';
import type { Tool } from '../../../codex/completion/tools.ts';
import type { SchemaTypes } from '../../kit/builder.ts';

/** The enum `ToolType`. */
export type ToolType = EnumRef<SchemaTypes, Tool['type']>;
