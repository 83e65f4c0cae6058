import { describe } from 'vitest';
import type { CreateCachedClient } from './cached-client.ts';
import { watchComplaints } from './complaints.ts';
import { describeObjects } from './describe-objects.ts';
import { describeWatching } from './describe-watching.ts';
import { describeWidgets } from './describe-widgets.ts';
import { setStage } from './stage.ts';

/** Runs every scenario on one normalizing cache. */
export function describeCache(create: CreateCachedClient): void {
  const complaints = watchComplaints();
  const stage = setStage(create);
  describe('keeps objects apart', () => {
    describeObjects(stage);
  });
  describe('settles widgets', () => {
    describeWidgets(stage, complaints);
  });
  describe('takes events in', () => {
    describeWatching(stage);
  });
}
