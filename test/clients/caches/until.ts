import { vi } from 'vitest';

/** How long a test waits for what must happen, in milliseconds. */
export const patience = { timeout: 10_000 };

/** Waits until a condition holds. Rejects when it never does. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(condition, patience);
}
