/** Whether a value matches a schema. `unsure` where validators may differ about it. */
export type Verdict = 'yes' | 'no' | 'unsure';

/** Whether all hold (Kleene's logic): one that does not hold decides. */
export function all(verdicts: Iterable<Verdict>): Verdict {
  let isUnsure = false;
  for (const verdict of verdicts) {
    if (verdict === 'no') return 'no';
    isUnsure ||= verdict === 'unsure';
  }
  return isUnsure ? 'unsure' : 'yes';
}

/** Whether one holds. */
export function any(verdicts: Iterable<Verdict>): Verdict {
  let isUnsure = false;
  for (const verdict of verdicts) {
    if (verdict === 'yes') return 'yes';
    isUnsure ||= verdict === 'unsure';
  }
  return isUnsure ? 'unsure' : 'no';
}

/** The opposite. */
export function opposite(verdict: Verdict): Verdict {
  if (verdict === 'unsure') return 'unsure';
  return verdict === 'yes' ? 'no' : 'yes';
}

/** A verdict on which nothing may be refused. */
export function softened(verdict: Verdict): Verdict {
  return verdict === 'no' ? 'unsure' : verdict;
}

/** The verdict for something that is known. */
export function verdictOf(holds: boolean): Verdict {
  return holds ? 'yes' : 'no';
}
