/**
 * Keeps standard output and standard error from ending or blocking the process: writing to one that
 * is full or closed fails in silence, and a terminal that is stopped with Ctrl-S keeps nobody waiting.
 */
export function hardenStandardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {});
    unblock(stream);
  }
  // Without a listener a file that reaches its size limit (`ulimit -f`) ends the process.
  process.on('SIGXFSZ', () => {});
}

/**
 * Makes writing to a terminal wait in the event loop, as it does for pipes. Node makes terminals block,
 * and has no public way to change that. The terminal is a file description of Node's own, so that
 * other programs on it are not affected (libuv opens it anew).
 */
export function unblock(stream: NodeJS.WriteStream): void {
  if (!stream.isTTY) return;
  const handle: unknown = Reflect.get(stream, '_handle');
  if (isBlockable(handle)) handle.setBlocking(false);
}

function isBlockable(handle: unknown): handle is { setBlocking(isBlocking: boolean): void } {
  return typeof handle === 'object' && handle !== null && 'setBlocking' in handle;
}
