import { describe } from 'vitest';
import {
  createApolloCachedClient,
  createApolloPager,
  createPlainApolloClient,
} from './caches/apollo.ts';
import { watchComplaints } from './caches/complaints.ts';
import { describeCache } from './caches/describe-cache.ts';
import { describePages } from './caches/describe-pages.ts';
import { describePairs } from './caches/describe-widgets.ts';
import { setStage } from './caches/stage.ts';
import { pageOf } from './caches/pages.ts';

describe('the InMemoryCache', () => {
  describeCache(createApolloCachedClient);
});
describe('an InMemoryCache without settings settles widgets', () => {
  watchComplaints();
  describePairs(setStage(createPlainApolloClient));
});
describe('relayStylePagination', () => {
  describePages(createApolloPager, (connection) => pageOf(connection));
});
