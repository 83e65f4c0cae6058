import { once } from 'node:events';
import { createServer } from 'node:net';
import { showAddress, type Address } from '../../config/values/values.ts';
import type { DoctorContext } from '../kit/context.ts';
import { failed, ok, warning, type Outcome } from '../kit/finding.ts';
import { isOwnAddress, urlOf } from '../kit/own-address.ts';
import { whoListens, type Listener } from '../kit/who-listens.ts';
import { errorCode } from '../../util/error-code.ts';

/** Whether the gateway can listen at `--addr`, or does. */
export async function checkPort(context: DoctorContext): Promise<Outcome> {
  if (context.gateway !== null) return ok(`This gateway listens at ${context.gateway.url}.`);
  const { addr } = context.config;
  const code = await bindError(addr);
  if (code === null) {
    return ok(addr.port === 0 ? 'Any free port is taken.' : `${showAddress(addr)} is free.`);
  }
  if (code === 'EADDRINUSE') {
    const listener = await whoListens(urlOf(addr), context.signal);
    const holder = await context.holder().catch(() => null);
    const isOwn = holder?.url != null && isOwnAddress(holder.url, addr);
    return isOwn ? ownGateway(addr, listener) : await taken(addr, listener);
  }
  return await cannotListen(addr, code);
}

function ownGateway(addr: Address, listener: Listener): Outcome {
  const url = urlOf(addr);
  if (listener.kind !== 'silent') {
    const { version = null } = listener.kind === 'codex-serve' ? listener : {};
    const which = version === null ? '' : ` ${version}`;
    return ok(`The gateway of this home listens at ${url}.`, `It is codex-serve${which}.`);
  }
  return warning(
    `The gateway of this home listens at ${url}, and does not answer.`,
    'It may be starting, stopped (`SIGSTOP`), or out of memory.',
    'Wait until it has started, or stop it and start it again.',
  );
}

async function taken(addr: Address, listener: Listener): Promise<Outcome> {
  const shown = showAddress(addr);
  const other = `listen elsewhere with --addr ${showAddress(await freeAddress(addr))}`;
  if (listener.kind === 'codex-serve') {
    const { version } = listener;
    return failed(
      `Another codex-serve listens at ${shown}.`,
      version === null ? 'It wants an API key.' : `It is version ${version}.`,
      `Use it at ${urlOf(addr)}, stop it, or ${other}.`,
    );
  }
  const name = listener.kind === 'other' ? listener.name : null;
  return failed(
    `Another program listens at ${shown}.`,
    name === null ? 'It is no codex-serve.' : `It calls itself '${name}'.`,
    `Stop it, or ${other}.`,
  );
}

async function cannotListen(addr: Address, code: string): Promise<Outcome> {
  const title = `The gateway cannot listen at ${showAddress(addr)}.`;
  if (code === 'EACCES') {
    const high = await freeAddress({ ...addr, port: 8000 });
    return failed(
      title,
      'Permission denied (EACCES): most systems keep ports below 1024 for root.',
      `Choose a port from 1024 on: --addr ${showAddress(high)}.`,
    );
  }
  const local = await freeAddress({ host: '127.0.0.1', port: addr.port });
  return failed(
    title,
    code === 'EADDRNOTAVAIL'
      ? 'No network interface of this machine has that address (EADDRNOTAVAIL).'
      : `The system refuses it (${code}).`,
    `Choose an address of this machine: --addr ${showAddress(local)}.`,
  );
}

/** The same address where it is free, else one with a free port near it. */
async function freeAddress(addr: Address): Promise<Address> {
  for (let port = addr.port; port < addr.port + 20 && port <= 65_535; port += 1) {
    if ((await bindError({ ...addr, port })) === null) return { ...addr, port };
  }
  return { ...addr, port: 0 };
}

/** The code of the error with which an address cannot be bound; null where it can. */
async function bindError({ host, port }: Address): Promise<string | null> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return null;
  } catch (error) {
    return errorCode(error) ?? String(error);
  } finally {
    server.close();
  }
}
