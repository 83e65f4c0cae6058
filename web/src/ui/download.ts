/** A browser has read a file after so long, in milliseconds. */
const revokeMs = 60_000;

/** Has the browser save a text as a file. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Safari reads the file some time after the click, and a large one for a while.
  setTimeout(() => URL.revokeObjectURL(address), revokeMs);
}
