const reasons: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied; choose a port from 1024 on'],
  ['EADDRNOTAVAIL', 'no network interface of this machine has it; choose another one with --addr'],
  ['ENOTFOUND', 'its name cannot be resolved; choose another one with --addr'],
  ['EAI_AGAIN', 'its name cannot be resolved; choose another one with --addr'],
]);

/** One line for an address at which the gateway cannot listen; null for any other error. */
export function addressFailure(error: Error): string | null {
  const { code = '', syscall, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `${message.replace(/^listen EADDRINUSE: /, '')}; choose another one with --port`;
  }
  const reason = reasons.get(code);
  if (reason === undefined || (syscall !== 'listen' && syscall !== 'getaddrinfo')) return null;
  const place = message.split(' ').at(-1);
  return `cannot listen at ${place}: ${reason}`;
}
