import { describe } from 'vitest';
import { createApolloCachedClient, createApolloPager } from './caches/apollo.ts';
import { describeCache } from './caches/describe-cache.ts';
import { describePages } from './caches/describe-pages.ts';
import { pageOf } from './caches/pages.ts';

describe('the InMemoryCache', () => {
  describeCache(createApolloCachedClient);
});
describe('relayStylePagination', () => {
  describePages(createApolloPager, (connection) => pageOf(connection));
});
