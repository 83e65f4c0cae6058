import type { InvalidRequestError } from '../../errors/errors.ts';
import { maxNameLength, namePattern } from '../completion/bounds.ts';
import type { Tool } from '../completion/tools.ts';

/** Why the service would not take the name of a tool or a schema. */
export type NameFault = 'empty' | 'too-long' | 'characters';

/** What is wrong with the name of a tool or a schema; null for a good one. */
export function nameFault(name: string): NameFault | null {
  if (name === '') return 'empty';
  if (name.length > maxNameLength) return 'too-long';
  return namePattern.test(name) ? null : 'characters';
}

/** What can be wrong with the names of tools, each in the words of its surface. */
export interface ToolNameFaults {
  /** The tool at that index has the name of an earlier one. */
  duplicateName(index: number, tool: Tool): InvalidRequestError;
}

/** Checks that no two tools of one namespace have one name. Throws the first fault. */
export function assertUniqueNames(tools: readonly Tool[], faults: ToolNameFaults): void {
  const names = new Set<string>();
  for (const [index, tool] of tools.entries()) {
    const key = JSON.stringify([tool.namespace?.name, tool.name]);
    if (names.has(key)) throw faults.duplicateName(index, tool);
    names.add(key);
  }
}
