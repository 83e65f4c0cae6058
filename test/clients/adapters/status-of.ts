/** The HTTP status that an error of the OpenAI SDK carries, whichever copy of it threw it. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
