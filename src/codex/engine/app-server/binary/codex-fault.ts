import { getSystemErrorMap } from 'node:util';
import type { SkippedCodex } from '../../engine-health.ts';
import { EngineStartError } from '../../start-error.ts';

/** No Codex on this machine can serve. The message is one line that says why, and what to do. */
export class CodexBinaryError extends EngineStartError {
  override readonly name = 'CodexBinaryError';
  /** Each Codex that was found, best first, with its reason. */
  readonly skipped: readonly SkippedCodex[];

  constructor(message: string, skipped: readonly SkippedCodex[]) {
    super(message);
    this.skipped = skipped;
  }
}

/** One Codex cannot serve; another one may. The message continues "Codex … at PATH …". */
export class CodexFault extends Error {
  override readonly name = 'CodexFault';
}

/** How a process of Codex ended, with the last that it wrote. */
export interface ProcessEnd {
  /** Null when a signal ended it, when it could not be started, or while it runs. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Its last lines on stdout and stderr. */
  readonly output: readonly string[];
  /** Why it could not be started, where that is so. */
  readonly startFailure?: string;
}

/** How much of the output goes into a message, in characters. */
const shownLength = 400;

/** What happened to a process, in words that continue "Codex …": `exited with code 3; it wrote "…"`. */
export function endText({ exitCode, signal, output, startFailure }: ProcessEnd): string {
  if (startFailure !== undefined) return startFailure;
  const end = signal === null ? `exited with code ${exitCode}` : `was ended by ${signal}`;
  return `${end}${wroteText(output)}`;
}

/** The output as the second half of a sentence; empty where there is none. */
export function wroteText(output: readonly string[]): string {
  const text = output.join(' | ').trim();
  if (text === '') return '';
  return `; it wrote "${text.length > shownLength ? `…${text.slice(-shownLength)}` : text}"`;
}

/** Why the system refuses an operation, in its own words: `permission denied (EACCES)`. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code === undefined) return error.message;
  const words = errno === undefined ? undefined : systemErrors.get(errno)?.[1];
  return `${words ?? error.message} (${code})`;
}

const systemErrors = getSystemErrorMap();
