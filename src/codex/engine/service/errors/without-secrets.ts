/**
 * What looks like a key: a client library's, a bearer token, an access token of a login, the login in
 * a URL, or a key that somebody gave as the name of a variable (`env_key = "sk-…"`).
 */
const secrets =
  /\b(?:sk|sess|pk|rk)-[\w-]{6,}|(?<=\bbearer )\S+|\beyJ[\w-]{8,}(?:\.[\w-]*)*|(?<=token"\s*:\s*")[^"]+|(?<=:\/\/)[^/\s@]+(?=@)|(?<=environment variable: `)(?![A-Z_][A-Z0-9_]*`)[^`]*/gi;

/** A text of Codex's with `***` for whatever looks like a key, safe to log. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, '***');
}
