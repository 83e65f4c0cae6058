/** A JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [name: string]: JsonValue | undefined;
}

/** A group of tools. Tools of different groups may have the same name. */
export interface ToolNamespace {
  readonly name: string;
  /** May be empty. */
  readonly description: string;
}

/** A tool whose arguments are JSON. */
export interface FunctionTool {
  readonly type: 'function';
  readonly name: string;
  /** Absent: it is in none. */
  readonly namespace?: ToolNamespace;
  /** May be empty. */
  readonly description: string;
  /** The JSON Schema of the arguments. */
  readonly parameters: JsonObject;
  /** Whether the service holds the model to the schema. Absent: not said, which means that it does not. */
  readonly isStrict?: boolean;
}

/** A tool that takes free text. */
export interface CustomTool {
  readonly type: 'custom';
  readonly name: string;
  /** Absent: it is in none. */
  readonly namespace?: ToolNamespace;
  /** May be empty. */
  readonly description: string;
  /** The form of the text. Absent: any text. */
  readonly grammar?: Grammar;
}

/** A grammar that the text of a call follows. */
export interface Grammar {
  readonly syntax: 'lark' | 'regex';
  readonly definition: string;
}

/** What the model may call. */
export type Tool = FunctionTool | CustomTool;

/** One call of a tool by the model. */
export interface ToolCall {
  readonly type: Tool['type'];
  /** The service's own, `call_…`. */
  readonly id: string;
  /** In a history, the id of its item, `fc_…` or `ctc_…`. Absent: it has none, or it is not known. */
  readonly itemId?: string;
  readonly name: string;
  /** The name of the tool's namespace. Absent: it is in none. */
  readonly namespace?: string;
  /** A function's arguments as JSON text, as the model wrote it; a custom tool's free text. */
  readonly input: string;
}

/** A call that the model begins to write: without its input. */
export type CallStart = Omit<ToolCall, 'input'>;

/** Whether the model must call, and what: the tool with that name, in any namespace. */
export type ToolChoice =
  | 'auto'
  | 'none'
  | 'required'
  | { readonly name: string }
  | HostedChoice
  | AllowedTools;

/** The model must use a tool that the service runs itself. */
export interface HostedChoice {
  /** Its type, `web_search`. */
  readonly hosted: string;
}

/** A choice among some of a request's tools. The model sees the others, and may not call them. */
export interface AllowedTools {
  readonly mode: 'auto' | 'required';
  /** The names of tools of the request, in any namespace. */
  readonly allowed: readonly string[];
  /** The types of tools that the service runs itself. Default: none. */
  readonly allowedHosted?: readonly string[];
}

/** The tools that a choice leaves to the model, in their order. */
export function callableTools(
  tools: readonly Tool[],
  choice: ToolChoice = 'auto',
): readonly Tool[] {
  if (choice === 'none') return [];
  if (typeof choice === 'string') return tools;
  if ('hosted' in choice) return [];
  const names = 'name' in choice ? [choice.name] : choice.allowed;
  return tools.filter(({ name }) => names.includes(name));
}

/** Whether a choice leaves a tool of that type, which the service runs itself, to the model. */
export function isHostedCallable(type: string, choice: ToolChoice = 'auto'): boolean {
  if (typeof choice === 'string') return choice !== 'none';
  if ('hosted' in choice) return choice.hosted === type;
  return 'allowed' in choice && choice.allowedHosted?.includes(type) === true;
}
