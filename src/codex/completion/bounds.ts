/** Characters of the name of a tool or a schema, at most. OpenAI's bound, as the others here. */
export const maxNameLength = 64;

/** What the name of a tool or a schema consists of. */
export const namePattern = /^[a-zA-Z0-9_-]+$/;

/** Tools of a request, at most. */
export const maxTools = 128;

/** Stop sequences of a request, at most. */
export const maxStopSequences = 4;
