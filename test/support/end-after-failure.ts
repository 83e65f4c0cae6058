import { beforeEach } from 'vitest';
import { endAllLive, rememberBehaviour } from './live-cores.ts';

// A setup file: ends what a failed test left running, and restores the stand-in's behavior, so that
// one failure never makes the next tests fail.
beforeEach(({ onTestFailed }) => {
  const behaveAsBefore = rememberBehaviour();
  onTestFailed(async () => {
    await endAllLive();
    behaveAsBefore();
  });
});
