import { describe } from 'vitest';
import { describeUsageStore } from './describe-usage-store.ts';
import { createTestUsage } from './test-store.ts';

describe('a usage store in SQLite', () => {
  describeUsageStore(createTestUsage);
});
