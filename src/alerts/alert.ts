/** What can be wrong with a gateway so that its operator must know. */
export const alertKinds = [
  'quota_80',
  'quota_95',
  'quota_runs_out',
  'login_lost',
  'engine_down',
  'disk_low',
] as const;

/** One of these kinds. */
export type AlertKind = (typeof alertKinds)[number];

/** How urgent an alert is. At `critical`, requests fail or are about to fail. */
export const alertSeverities = ['warning', 'critical'] as const;

/** One of these severities. */
export type AlertSeverity = (typeof alertSeverities)[number];

/** Something that is wrong now. */
export interface Condition {
  readonly kind: AlertKind;
  /** Tells conditions of one kind apart: the window of a quota; null for kinds with only one. */
  readonly subject: string | null;
  readonly severity: AlertSeverity;
  /** A sentence for people. */
  readonly message: string;
  /** What to do about it: a sentence for people. */
  readonly remedy: string;
  /**
   * When the window of a quota resets; null for other kinds and where nobody knows. A quota crosses a
   * line once before its reset, however often its figures change.
   */
  readonly resetsAt: Date | null;
}

/** An active alert. */
export interface Alert extends Condition {
  /** Of this crossing alone, `alert_…`. */
  readonly id: string;
  readonly since: Date;
}
