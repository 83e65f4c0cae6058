/** Frequent ones that no turn acts on: not sending them saves both sides the work. */
export const unusedNotifications: readonly string[] = [
  'thread/started',
  'thread/settings/updated',
  'item/reasoning/summaryPartAdded',
  'item/reasoning/textDelta',
];
