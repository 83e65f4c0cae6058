import { metadataBounds } from '../../codex/completion/bounds.ts';
import type { JsonObject } from '../../codex/completion/tools.ts';
import { invalid } from '../kit/invalid-input.ts';

const maxTitle = 200;
const { members: maxMembers, name: maxName, value: maxValue } = metadataBounds;

/** A title without space around it. Throws an `InvalidRequestError` that names the field. */
export function checkedTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed !== '' && trimmed.length <= maxTitle) return trimmed;
  throw invalid('title', `title must hold 1 to ${maxTitle} characters.`);
}

/** Metadata within its bounds. Throws an `InvalidRequestError` that names the field. */
export function checkedMetadata(metadata: JsonObject): Record<string, string> {
  const members = Object.entries(metadata);
  if (members.length > maxMembers) {
    throw invalid('metadata', `metadata must hold at most ${maxMembers} strings.`);
  }
  return Object.fromEntries(
    members.map(([name, value]) => {
      if (name.length > maxName) {
        throw invalid('metadata', `metadata: a name has at most ${maxName} characters.`);
      }
      if (typeof value === 'string' && value.length <= maxValue) return [name, value];
      throw invalid(
        'metadata',
        `metadata: each value is a string of at most ${maxValue} characters.`,
      );
    }),
  );
}
