import { afterEach, beforeEach, expect, vi } from 'vitest';

/** What the client libraries wrote to the console in the current test. */
export interface Complaints {
  /** Takes the complaints that the test expects. */
  take(): string[];
}

/** Collects warnings and errors on the console. A test that leaves one fails. */
export function watchComplaints(): Complaints {
  let complaints: string[] = [];
  beforeEach(() => {
    complaints = [];
    const complain = (...words: unknown[]): void =>
      void complaints.push(words.map(String).join(' '));
    vi.spyOn(console, 'warn').mockImplementation(complain);
    vi.spyOn(console, 'error').mockImplementation(complain);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    expect(complaints).toEqual([]);
  });
  return { take: () => complaints.splice(0) };
}
