import type { CheckQuery } from './generated/graphql.ts';

/** What a check found. */
export type Finding = CheckQuery['diagnostics']['findings'][number];

/** The names that are not their ids. */
const names: Readonly<Record<string, string>> = { port: 'Address', self_test: 'Self-test' };

/** A check as `codex-serve doctor` names it: `Codex home` for `codex_home`. */
export function nameOf(id: string): string {
  const name = names[id];
  if (name !== undefined) return name;
  const words = id.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The commands in a text: what stands between backticks and has a space. */
export function commandsIn(text: string): readonly string[] {
  const quoted = text.split('`').filter((_, index) => index % 2 === 1);
  return quoted.filter((part) => part.includes(' '));
}

/** The finding with each e-mail address as `shown` has it. */
export function withoutEmails(finding: Finding, shown: (email: string) => string): Finding {
  const hide = (text: string): string =>
    text.replaceAll(/[^\s(,:]+@[^\s),:]+\.[^\s),:.]+/g, (email) => shown(email));
  return { ...finding, title: hide(finding.title), detail: hide(finding.detail) };
}

const marks: Readonly<Record<Finding['status'], string>> = {
  FAILED: 'FAILED ',
  WARNING: 'WARNING',
  OK: 'ok     ',
};

/** The findings as text, for a bug report or a chat. */
export function reportText(
  findings: readonly Finding[],
  { version, checkedAt }: { readonly version: string; readonly checkedAt: string },
): string {
  const lines = findings.flatMap(({ id, status, title, detail, remedy }) => [
    `${marks[status]} ${nameOf(id)}: ${title}`,
    ...(detail === '' ? [] : [`        ${detail}`]),
    ...(remedy === null ? [] : [`        > ${remedy}`]),
  ]);
  return [`codex-serve ${version}, checked at ${checkedAt}`, '', ...lines, ''].join('\n');
}
