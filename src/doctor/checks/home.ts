import { randomUUID } from 'node:crypto';
import { access, constants, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { homeFaultIn, type HomeFault } from '../../home/home-failure.ts';
import { homeFiles } from '../../home/home-files.ts';
import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, type Outcome } from '../kit/finding.ts';
import { isOwnAddress } from '../kit/own-address.ts';
import { shellWord } from '../kit/shell-word.ts';
import { errorCode } from '../../util/error-code.ts';

/** Whether the gateway can use the folder of `--home`: it exists or can be made, is writable, and free. */
export async function checkHome(context: DoctorContext): Promise<Outcome> {
  const home = path.resolve(context.config.home);
  const fault = await faultOf(home);
  if (fault !== null) return fault;
  if (context.gateway !== null) return ok(`This gateway uses ${home}.`);
  const holder = await context.holder();
  if (holder === null) {
    const isThere = await folderAt(home).then((folder) => folder === home);
    return isThere
      ? ok(`${home} is writable and free.`)
      : ok(`${home} does not exist yet, and can be made.`);
  }
  if (holder.url !== null && isOwnAddress(holder.url, context.config.addr)) {
    return ok(`The gateway at ${holder.url} uses ${home}.`);
  }
  const who = holder.url === null ? 'Another gateway' : `The gateway at ${holder.url}`;
  return failed(
    `${who} uses ${home}.`,
    'One gateway at a time can use a home.',
    `Use that gateway, stop it, or choose another folder with --home, such as --home ${shellWord(`${home}-2`)}.`,
  );
}

async function faultOf(home: string): Promise<Outcome | null> {
  try {
    const folder = await folderAt(home);
    await tryToWrite(folder);
    if (folder !== home) return null;
    for (const name of await readdir(home)) await tryEntry(path.join(home, name));
    const { data } = homeFiles(home);
    for (const name of await readdir(data).catch(() => [])) await tryEntry(path.join(data, name));
    return null;
  } catch (error) {
    const fault = homeFaultIn(error);
    if (fault === null) throw error;
    const { place, reason } = fault;
    return failed(
      `The gateway cannot write ${place}.`,
      `Its home is ${home}; ${reason}.`,
      adviceFor(fault, home),
    );
  }
}

const elsewhere = 'choose another folder with --home';

function adviceFor({ place, reason, remedy }: HomeFault, home: string): string {
  const quoted = shellWord(home);
  if (reason === 'not permitted') {
    return `Take the immutable flag away (\`sudo chattr -R -i ${shellWord(place)}\`), or ${elsewhere}.`;
  }
  if (reason !== 'permission denied') {
    return `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`;
  }
  const user = process.getuid?.() ?? '$USER';
  const isAbove = !place.startsWith(home);
  const own = isAbove
    ? `\`sudo install -d -m 700 -o ${user} ${quoted}\``
    : `\`sudo chown -R ${user} ${quoted}\` and \`chmod -R u+rwX ${quoted}\``;
  return `Make it writable for this user (${own}), or ${elsewhere}.`;
}

/** The folder itself, or the nearest one above it that exists. Rejects where a file stands in the way. */
async function folderAt(place: string): Promise<string> {
  const found = await stat(place).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return await folderAt(path.dirname(place));
  if (found.isDirectory()) return place;
  throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR', path: place });
}

/** Only a real write tells: permissions say nothing of full disks, and little of read-only mounts. */
async function tryToWrite(folder: string): Promise<void> {
  const file = path.join(folder, `.codex-serve-doctor-${randomUUID()}`);
  try {
    await writeFile(file, 'x', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // The reader knows the folder, and not this file.
    throw Object.assign(error instanceof Error ? error : new Error(String(error)), {
      path: folder,
    });
  } finally {
    await rm(file, { force: true }).catch(() => {});
  }
}

/** A folder of the gateway's, or a file, which is not opened: that would end the lock of a gateway. */
async function tryEntry(place: string): Promise<void> {
  const found = await stat(place).catch(() => null);
  if (found === null) return;
  if (found.isDirectory() && /[/\\](?:data|engines)$/.test(place)) await tryToWrite(place);
  else if (found.isFile()) await access(place, constants.R_OK | constants.W_OK);
}
