/** Maximum length of the name of a tool or a schema. All bounds in this file are OpenAI's. */
export const maxNameLength = 64;

/** The allowed characters in the name of a tool or a schema. */
export const namePattern = /^[a-zA-Z0-9_-]+$/;

/** Maximum number of tools in a request. */
export const maxTools = 128;

/** Maximum number of stop sequences in a request. */
export const maxStopSequences = 4;

/** The lowest limit of tokens that the Responses API takes. */
export const minNativeTokenLimit = 16;

/** The bounds of metadata: how many members, and the lengths of their names and values in characters. */
export const metadataBounds = { members: 16, name: 64, value: 512 } as const;
