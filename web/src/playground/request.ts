import type { Draft } from './draft.ts';
import { readJson } from './json-fault.ts';
import { readTools, type Tool } from './tools.ts';

/** What the fields ask for, checked; it is written for each API from this. */
export interface PlaygroundRequest {
  /** Null for the default one. */
  readonly model: string | null;
  /** Null for the model's own. */
  readonly effort: string | null;
  /** '' for none. */
  readonly system: string;
  readonly prompt: string;
  /** `data:` URLs. */
  readonly pictures: readonly string[];
  readonly tools: readonly Tool[];
  readonly format: Format;
  readonly isStreamed: boolean;
  readonly isKept: boolean;
}

/** The form of the answer. */
export type Format =
  | { readonly kind: 'text' }
  | { readonly kind: 'object' }
  | {
      readonly kind: 'schema';
      readonly name: string;
      readonly schema: object;
      readonly isStrict: boolean;
    };

/** What keeps the fields from being a request, by field. */
export type Faults = Readonly<Partial<Record<'prompt' | 'tools' | 'schema', string>>>;

/** A request, or why there is none. */
export type CheckedDraft =
  | { readonly request: PlaygroundRequest; readonly faults?: undefined }
  | { readonly request?: undefined; readonly faults: Faults };

/** Checks what was entered. */
export function checkDraft(draft: Draft): CheckedDraft {
  const tools = readTools(draft.tools);
  const format = readFormat(draft);
  const isEmpty = draft.prompt.trim() === '' && draft.pictures.length === 0;
  if (isEmpty || tools.fault !== undefined || typeof format === 'string') {
    return {
      faults: {
        ...(isEmpty && { prompt: 'Enter a prompt first.' }),
        ...(tools.fault !== undefined && { tools: tools.fault }),
        ...(typeof format === 'string' && { schema: format }),
      },
    };
  }
  const { model, effort, system, prompt, pictures, isStreamed, isKept } = draft;
  return {
    request: {
      model: model || null,
      effort: effort || null,
      system: system.trim() === '' ? '' : system,
      prompt,
      pictures: pictures.map(({ url }) => url),
      tools: tools.tools,
      format,
      isStreamed,
      isKept,
    },
  };
}

/** The format of a draft, or what is wrong with its schema. */
function readFormat({ format, schema, schemaName, isStrict }: Draft): Format | string {
  if (format !== 'schema') return { kind: format };
  if (schema.trim() === '') return 'Enter a JSON Schema: { "type": "object", … }.';
  const { value, fault } = readJson(schema);
  if (fault) return `Line ${fault.line}, column ${fault.column}: ${fault.reason}.`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'A JSON Schema is an object: { "type": "object", … }.';
  }
  if (!/^[\w-]{1,64}$/.test(schemaName)) {
    return 'Its name must have 1 to 64 letters, digits, _ and -.';
  }
  return { kind: 'schema', name: schemaName, schema: value, isStrict };
}
