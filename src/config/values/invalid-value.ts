/** A value that its option does not accept. The message completes "OPTION: …". */
export class InvalidValueError extends Error {
  override readonly name = 'InvalidValueError';
}
