import type { Diagnosis } from './diagnose.ts';
import { findingNames, type Finding, type FindingStatus } from './kit/finding.ts';

const marks: Readonly<Record<FindingStatus, string>> = {
  failed: 'FAILED',
  warning: 'WARNING',
  ok: 'ok',
};
const colors: Readonly<Record<FindingStatus, number>> = { failed: 31, warning: 33, ok: 32 };

const markWidth = Math.max(...Object.values(marks).map(({ length }) => length));
const nameWidth = Math.max(...Object.values(findingNames).map(({ length }) => length));
const margin = ' '.repeat(markWidth + nameWidth + 4);
/** The longest line, in characters, where words allow it. */
const lineWidth = 100;

/** The findings for people, one below the other. The last line counts them. */
export function report({ findings }: Diagnosis, hasColors: boolean): string {
  const lines = findings.flatMap((finding) => linesOf(finding, hasColors));
  return `${[...lines, '', summary(findings)].join('\n')}\n`;
}

function linesOf({ id, status, title, detail, remedy }: Finding, hasColors: boolean): string[] {
  const mark = marks[status].padEnd(markWidth);
  const shown = hasColors ? `\u001B[${colors[status]}m${mark}\u001B[0m` : mark;
  const [first = '', ...rest] = wrapped(title);
  return [
    `${shown}  ${findingNames[id].padEnd(nameWidth)}  ${first}`,
    ...[...rest, ...wrapped(detail)].map((line) => margin + line),
    ...wrapped(remedy ?? '').map((line, index) => `${margin}${index === 0 ? '> ' : '  '}${line}`),
  ];
}

/** The text in lines that break between words. A path stays whole, and a command, to be copied. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/`[^`]*`\S*|\S+/g) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && margin.length + longer.length > lineWidth) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

function summary(findings: readonly Finding[]): string {
  const count = (status: FindingStatus): number =>
    findings.filter((each) => each.status === status).length;
  const warnings = count('warning');
  return `${count('failed')} failed, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${count('ok')} ok.`;
}
