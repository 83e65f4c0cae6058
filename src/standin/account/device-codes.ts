import { randomInt, randomUUID } from 'node:crypto';
import type { DeviceCode } from './types.ts';

/** The result of a poll for a code. */
export type PollOutcome = 'pending' | 'approved' | 'denied' | 'unknown';

type Mutable<T> = { -readonly [Member in keyof T]: T[Member] };

/** The device codes of a stand-in. */
export class DeviceCodes {
  readonly all: Mutable<DeviceCode>[] = [];
  readonly #onChange: () => void;
  readonly #approveAfterMs: number | undefined;

  /**
   * @param onChange Called after each change.
   * @param approveAfterMs When a code approves itself; undefined: never.
   */
  constructor(onChange: () => void, approveAfterMs?: number) {
    this.#onChange = onChange;
    this.#approveAfterMs = approveAfterMs;
  }

  /** A new pending code. */
  issue(): DeviceCode {
    const userCode = `${letters(4)}-${randomInt(10_000, 100_000)}`;
    const code: Mutable<DeviceCode> = {
      id: `deviceauth_${randomUUID()}`,
      userCode,
      polls: 0,
      status: 'pending',
    };
    this.all.push(code);
    this.#onChange();
    if (this.#approveAfterMs !== undefined) {
      const approve = (): void => {
        if (code.status === 'pending') this.decide(userCode, 'approved');
      };
      setTimeout(approve, this.#approveAfterMs).unref();
    }
    return code;
  }

  /** The result of the code with that id. */
  poll(id: string | undefined): PollOutcome {
    const code = this.all.find((each) => each.id === id);
    if (code === undefined) return 'unknown';
    code.polls += 1;
    this.#onChange();
    return code.status;
  }

  /** Decides on a pending code. Throws for any other. */
  decide(userCode: string, status: 'approved' | 'denied'): void {
    const code = this.all.find((each) => each.userCode === userCode);
    if (code?.status !== 'pending') throw new Error(`No pending device code ${userCode}`);
    code.status = status;
    this.#onChange();
  }
}

function letters(count: number): string {
  return Array.from({ length: count }, () => String.fromCodePoint(randomInt(65, 91))).join('');
}
