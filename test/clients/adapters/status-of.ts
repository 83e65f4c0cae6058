/** The HTTP status of an error of the OpenAI SDK, no matter which copy of the SDK threw it. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
