/** The settings cannot be used; the message is one line that says why and where. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
