/** How serious a finding is. */
export const findingStatuses = ['failed', 'warning', 'ok'] as const;

/** `failed`: answers do not come, or the gateway does not start. `warning`: it works, and may not for long. */
export type FindingStatus = (typeof findingStatuses)[number];

/** What a check found. Holds no secret. */
export interface Finding {
  /** The check: `login`, `port`. */
  readonly id: FindingId;
  readonly status: FindingStatus;
  /** One sentence. */
  readonly title: string;
  /** The facts, in sentences; empty where the title says all. */
  readonly detail: string;
  /** A command or an instruction that fixes it. Null only for `ok`. */
  readonly remedy: string | null;
}

/** The checks, the important ones first, with their names for people. */
export const findingNames = {
  settings: 'Settings',
  home: 'Home',
  port: 'Address',
  codex: 'Codex',
  self_test: 'Self-test',
  codex_home: 'Codex home',
  login: 'Login',
  service: 'Service',
  engine: 'Engine',
  databases: 'Databases',
  disk: 'Disk',
  access: 'Access',
  clock: 'Clock',
  versions: 'Versions',
  test_request: 'Test request',
} as const;

/** The id of a check. */
export type FindingId = keyof typeof findingNames;

/** What a check returns: its finding without its id. */
export type Outcome = Omit<Finding, 'id'>;

/** Nothing to do. */
export function ok(title: string, detail = ''): Outcome {
  return { status: 'ok', title, detail, remedy: null };
}

/** It works, but perhaps not for long, or not as intended. */
export function warning(title: string, detail: string, remedy: string): Outcome {
  return { status: 'warning', title, detail, remedy };
}

/** It does not work. */
export function failed(title: string, detail: string, remedy: string): Outcome {
  return { status: 'failed', title, detail, remedy };
}

const ranks = new Map(findingStatuses.map((status, rank) => [status, rank]));
const order = Object.keys(findingNames);

/** Failures first, then warnings, each in the order of the checks. */
export function sorted(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ status, id }: Finding): number =>
    (ranks.get(status) ?? 0) * order.length + order.indexOf(id);
  return findings.toSorted((one, other) => rank(one) - rank(other));
}

/** The worst status among them. */
export function worst(findings: readonly Finding[]): FindingStatus {
  return findingStatuses.find((status) => findings.some((each) => each.status === status)) ?? 'ok';
}
