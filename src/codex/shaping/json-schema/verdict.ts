/** Whether a value matches a schema. `unsure` if validators may disagree. */
export type Verdict = 'yes' | 'no' | 'unsure';

/** The conjunction of verdicts in Kleene's logic: a single `no` decides. */
export function all(verdicts: Iterable<Verdict>): Verdict {
  let isUnsure = false;
  for (const verdict of verdicts) {
    if (verdict === 'no') return 'no';
    isUnsure ||= verdict === 'unsure';
  }
  return isUnsure ? 'unsure' : 'yes';
}

/** The disjunction of verdicts in Kleene's logic: a single `yes` decides. */
export function any(verdicts: Iterable<Verdict>): Verdict {
  let isUnsure = false;
  for (const verdict of verdicts) {
    if (verdict === 'yes') return 'yes';
    isUnsure ||= verdict === 'unsure';
  }
  return isUnsure ? 'unsure' : 'no';
}

/** The negation of a verdict. */
export function opposite(verdict: Verdict): Verdict {
  if (verdict === 'unsure') return 'unsure';
  return verdict === 'yes' ? 'no' : 'yes';
}

/** Turns `no` into `unsure`, so that the verdict refuses nothing. */
export function softened(verdict: Verdict): Verdict {
  return verdict === 'no' ? 'unsure' : verdict;
}

/** The verdict for a known result. */
export function verdictOf(holds: boolean): Verdict {
  return holds ? 'yes' : 'no';
}
