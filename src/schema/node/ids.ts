/**
 * IDs of what a gateway has one of. A model's ID is its name, which the upstream chooses: so these
 * have a form that no model has.
 */
export const singletonIds = {
  health: 'gateway:health',
  account: 'gateway:account',
  engine: 'gateway:engine',
  queue: 'gateway:queue',
} as const;

const recordPrefix = 'record-';

/** The ID of a completion's record, which must differ from that of the completion. */
export function recordId(completionId: string): string {
  return recordPrefix + completionId;
}

/** The completion of a record with this ID; undefined for any other ID. */
export function completionOfRecord(id: string): string | undefined {
  return id.startsWith(recordPrefix) ? id.slice(recordPrefix.length) : undefined;
}

const turnPrefix = 'turn-';

/** The ID of a turn, which must differ from that of its completion. */
export function turnId(completionId: string): string {
  return turnPrefix + completionId;
}

/** The completion of a turn with this ID; undefined for any other ID. */
export function completionOfTurn(id: string): string | undefined {
  return id.startsWith(turnPrefix) ? id.slice(turnPrefix.length) : undefined;
}
