/** The upper bounds of the time to the first token, in seconds. A cold start takes some 10 s at most. */
export const firstTokenBounds = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120] as const;

/** The upper bounds of a request's whole duration, in seconds. Reasoning may take many minutes. */
export const durationBounds = [0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 900] as const;

/** The upper bounds of the wait in the queue, in seconds; by default, it ends after five minutes. */
export const queueWaitBounds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] as const;
