/** The engine cannot start on this machine. The message is one line that says why, and what to do. */
export class EngineStartError extends Error {
  override readonly name: string = 'EngineStartError';
}
