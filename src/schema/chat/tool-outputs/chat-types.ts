import type { EnumRef, InputObjectRef } from '@pothos/core';
import type { SchemaTypes } from '../../kit/builder.ts';
import type { CompletionEnums } from '../completion-enums.ts';
import type { OnDisconnect } from '../completion-streams.ts';
import type { InputParts } from '../input/chat-completion-input-type.ts';
import type { ToolOutputInput } from './submit-tool-outputs-input.ts';

/** Types of the chat that other features use. */
export interface ChatTypes {
  readonly enums: CompletionEnums;
  readonly parts: InputParts;
  readonly toolOutput: InputObjectRef<SchemaTypes, ToolOutputInput>;
  readonly onDisconnect: EnumRef<SchemaTypes, OnDisconnect>;
}
