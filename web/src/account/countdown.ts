/** `14:05`: minutes and seconds that are left, `0:00` from the end on. */
export function countdown(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
