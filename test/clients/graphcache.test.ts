import { describe } from 'vitest';
import { describeCache } from './caches/describe-cache.ts';
import { describePages } from './caches/describe-pages.ts';
import { createGraphcacheClient, createGraphcachePager } from './caches/graphcache.ts';
import { pageOf } from './caches/pages.ts';

describe('graphcache', () => {
  describeCache((url) => createGraphcacheClient(url));
});
describe('relayPagination', () => {
  describePages(createGraphcachePager, (connection) => pageOf(connection));
});
