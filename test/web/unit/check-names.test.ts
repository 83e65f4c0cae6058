import { expect, it } from 'vitest';
import { findingNames } from '../../../src/doctor/kit/finding.ts';
import { nameOf } from '../../../web/src/check/report-text.ts';

it.each(Object.entries(findingNames))(
  'the page names the check %s as the doctor does',
  (id, name) => {
    expect(nameOf(id)).toBe(name);
  },
);
