import type { InputObjectRef } from '@pothos/core';
import { maxNameLength } from '../../../codex/completion/bounds.ts';
import type { Grammar } from '../../../codex/completion/tools.ts';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import type {
  AllowedToolsInput,
  CustomToolInput,
  FunctionToolInput,
  ToolChoiceInput,
  ToolInput,
  ToolNamespaceInput,
} from './chat-completion-input.ts';

const nameRule = `1 to ${maxNameLength} letters, digits, _ and -.`;
const descriptionOfTool = 'What it does and when to call it, for the model to read.';

/** `ToolInput` and what it holds. */
export function addToolInput(builder: Builder): InputObjectRef<SchemaTypes, ToolInput> {
  const namespace = builder.inputRef<ToolNamespaceInput>('ToolNamespaceInput').implement({
    description:
      'A group of tools. Tools of different groups may have the same name; a call names its group.',
    fields: (t) => ({
      name: t.string({ required: true, description: `Its name: ${nameRule}` }),
      description: t.string({ description: 'What its tools are for, for the model to read.' }),
    }),
  });
  const functionTool = builder.inputRef<FunctionToolInput>('FunctionToolInput').implement({
    description: 'A tool whose arguments are JSON.',
    fields: (t) => ({
      name: t.string({ required: true, description: `Its name: ${nameRule}` }),
      namespace: t.field({
        type: namespace,
        description: 'The group that it is in. Default: none.',
      }),
      description: t.string({ description: descriptionOfTool }),
      parameters: t.field({
        type: 'JSON',
        description: 'The JSON Schema of its arguments, an object. Default: it takes none.',
      }),
      strict: t.boolean({
        description:
          'Whether the service holds the model to the schema, which must then follow the rules of strict mode. Named in `unmet` where the engine has no such option. Default: false.',
      }),
    }),
  });
  const syntax = builder.enumType('GrammarSyntax', {
    description: 'A language to write grammars in.',
    values: {
      LARK: { value: 'lark', description: "Lark's." },
      REGEX: { value: 'regex', description: 'A regular expression.' },
    } as const,
  });
  const grammar = builder.inputRef<Grammar>('GrammarInput').implement({
    description: 'A grammar that the text of a call follows.',
    fields: (t) => ({
      syntax: t.field({ type: syntax, required: true, description: 'Its language.' }),
      definition: t.string({ required: true, description: 'The grammar itself.' }),
    }),
  });
  const customTool = builder.inputRef<CustomToolInput>('CustomToolInput').implement({
    description: 'A tool that takes free text.',
    fields: (t) => ({
      name: t.string({ required: true, description: `Its name: ${nameRule}` }),
      namespace: t.field({
        type: namespace,
        description: 'The group that it is in. Default: none.',
      }),
      description: t.string({ description: descriptionOfTool }),
      grammar: t.field({
        type: grammar,
        description:
          'The form of the text. Refused where the engine has no such option. Default: any text.',
      }),
    }),
  });
  return builder.inputRef<ToolInput>('ToolInput').implement({
    description: 'A tool that the model may call: exactly one of its fields.',
    isOneOf: true,
    fields: (t) => ({
      function: t.field({ type: functionTool, description: 'One that takes JSON.' }),
      custom: t.field({ type: customTool, description: 'One that takes free text.' }),
    }),
  });
}

/** `ToolChoiceInput` and `ToolChoiceMode`. */
export function addToolChoiceInput(builder: Builder): InputObjectRef<SchemaTypes, ToolChoiceInput> {
  const mode = builder.enumType('ToolChoiceMode', {
    description: 'Whether the model calls tools.',
    values: {
      AUTO: { value: 'auto', description: 'As it sees fit.' },
      NONE: { value: 'none', description: 'It calls no tool; it does not see the tools.' },
      REQUIRED: {
        value: 'required',
        description:
          'It must call one. The app-server engine asks for it in words, twice if need be; `unmet` says where it did not.',
      },
    } as const,
  });
  const allowed = builder.inputRef<AllowedToolsInput>('AllowedToolsInput').implement({
    description: 'Some of the tools, which alone the model may call.',
    fields: (t) => ({
      tools: t.stringList({ required: true, description: 'Their names, at least one.' }),
      mustCall: t.boolean({
        defaultValue: false,
        description: 'Whether the model must call one of them, as for REQUIRED.',
      }),
    }),
  });
  return builder.inputRef<ToolChoiceInput>('ToolChoiceInput').implement({
    description: 'Whether the model must call a tool, and which: exactly one of its fields.',
    isOneOf: true,
    fields: (t) => ({
      mode: t.field({ type: mode, description: 'Whether it calls any.' }),
      tool: t.string({
        description: 'Name of the tool that it must call, and the only one that it may call.',
      }),
      allowed: t.field({ type: allowed, description: 'A choice among some of the tools.' }),
    }),
  });
}
