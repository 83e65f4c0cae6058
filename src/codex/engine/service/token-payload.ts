/** The payload of a JSON Web Token. Its signature is the service's affair. Undefined for other texts. */
export function tokenPayload(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
