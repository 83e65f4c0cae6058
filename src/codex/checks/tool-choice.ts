import type { InvalidRequestError } from '../../errors/errors.ts';
import type { Tool, ToolChoice } from '../completion/tools.ts';

/** A tool as a choice names it. */
export interface NamedTool {
  readonly name: string;
  /** Default: either type. */
  readonly type?: Tool['type'];
}

/** What can be wrong with a choice among tools, each in the words of its surface. */
export interface ToolChoiceFaults {
  /** A tool must be called, and the request has none. */
  withoutTools(): InvalidRequestError;
  /** The named tool is none of the request's. */
  unknownTool(name: string): InvalidRequestError;
}

/** Checks that the model can do what a choice asks for. Throws the first fault. */
export function checkedToolChoice(
  choice: Exclude<ToolChoice, object> | NamedTool,
  tools: readonly Tool[],
  faults: ToolChoiceFaults,
): ToolChoice {
  if (choice === 'none' || choice === 'auto') return choice;
  if (tools.length === 0) throw faults.withoutTools();
  return choice === 'required' ? choice : { name: findTool(choice, tools, faults).name };
}

/** The tool of that name, and of that type if the choice has one. Throws `unknownTool`. */
export function findTool(
  { name, type }: NamedTool,
  tools: readonly Tool[],
  faults: Pick<ToolChoiceFaults, 'unknownTool'>,
): Tool {
  const tool = tools.find(
    (candidate) => candidate.name === name && (type === undefined || candidate.type === type),
  );
  if (tool === undefined) throw faults.unknownTool(name);
  return tool;
}
