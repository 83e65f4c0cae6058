import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';

/** Below this much, a warning; the alert of the gateway has the same bound. */
const lowBytes = 2 ** 30;
/** Below this much, databases cannot be written. */
const fullBytes = 16 * 2 ** 20;

/** How much space is left for the gateway's files. */
export async function checkDisk({ config }: DoctorContext): Promise<Outcome> {
  const home = path.resolve(config.home);
  const { bavail, bsize } = await statfsOf(home);
  const free = bavail * bsize;
  const title = `${show(free)} are free for ${home}.`;
  if (free >= lowBytes) return ok(title);
  const remedy = `Free some space on its disk (\`du -xh ${path.dirname(home)} | sort -h | tail\` shows what takes most), lower --store-bytes, or choose another folder with --home.`;
  const detail = 'Conversations and usage are kept there.';
  return free < fullBytes
    ? failed('The disk is full.', `${title} ${detail}`, remedy)
    : warning(title, detail, remedy);
}

async function statfsOf(folder: string): Promise<{ bavail: number; bsize: number }> {
  try {
    return await statfs(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (parent === folder) throw error;
    return await statfsOf(parent);
  }
}

function show(bytes: number): string {
  return bytes >= 2 ** 30
    ? `${(bytes / 2 ** 30).toFixed(1)} GiB`
    : `${Math.floor(bytes / 2 ** 20)} MiB`;
}
