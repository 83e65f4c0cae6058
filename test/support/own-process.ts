/** Whether many test files run in this process, one after the other: see vitest.config.ts. */
export const isSharedProcess = process.env['SHARED_PROCESS'] === 'yes';

/** Throws where a test looks at the whole process, and other test files run in it as well. */
export function assertOwnProcess(): void {
  if (!isSharedProcess) return;
  throw new Error(
    'This looks at the whole process: begin the test file with `// In a process of its own: ` and why.',
  );
}
