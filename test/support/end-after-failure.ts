import { beforeEach } from 'vitest';
import { endAllLive, rememberBehaviour } from './live-cores.ts';

// A setup file: a test that fails leaves nothing running and no behavior of the stand-in behind, so
// that one failure never makes the next tests fail.
beforeEach(({ onTestFailed }) => {
  const behaveAsBefore = rememberBehaviour();
  onTestFailed(async () => {
    await endAllLive();
    behaveAsBefore();
  });
});
