/** Tells a web page that is a guest why it sees so little, and what its developer can do. */
export function guestNotice(origin: string): string {
  return `Pages of ${origin} see and cancel only what they started. Name the origin in --cors-origin to see everything.`;
}
