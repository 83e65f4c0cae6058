import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createStandInHome, standInLoginEnv } from '../../src/demo.ts';
import {
  startStandIn,
  type LoginFileOptions,
  type StandIn,
  type StandInRules,
} from '../../src/standin/index.ts';
import { createTempFolder } from './temp-folder.ts';

/** A stand-in for the service, and a Codex home that leads to it. */
export interface TestUpstream {
  readonly standIn: StandIn;
  /** The user's own Codex home. */
  readonly codexHome: string;
  /** For the gateway's own files. */
  readonly home: string;
  /** Codex's environment, in which logins lead to the stand-in. */
  readonly env: NodeJS.ProcessEnv;
  /** Logs the user in at the stand-in, as another program would. */
  writeLogin(how?: LoginFileOptions): Promise<void>;
  /** Logs the user out, as another program would. */
  removeLogin(): Promise<void>;
  close(): Promise<void>;
}

/** How the service is reached, and how fast it answers. */
export interface TestUpstreamOptions {
  /** Default: over WebSocket, as the real service. */
  readonly transport?: 'websocket' | 'sse';
  /** Default: at once. */
  readonly tokensPerSecond?: number;
  /** Whether the stand-in wants a login, and whether the user has one. Default: it wants none. */
  readonly login?: 'present' | 'missing';
  /** How that login differs from the usual one. */
  readonly loginFile?: LoginFileOptions;
  /** How the stand-in differs from one that takes everything from everyone. */
  readonly rules?: Partial<StandInRules>;
  /** The user's `config.toml`; default: one that leads to the stand-in and needs no login. */
  readonly userConfig?: (baseUrl: string) => string;
  /** More of the gateway's environment; undefined takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
  /** Puts more into the user's Codex home before anything starts on it. */
  readonly prepareCodexHome?: (codexHome: string) => Promise<void>;
}

/** Starts one that records what it is sent. */
export async function startTestUpstream(options: TestUpstreamOptions = {}): Promise<TestUpstream> {
  const folder = await createTempFolder();
  const standIn = await startStandIn({
    record: true,
    tokensPerSecond: options.tokensPerSecond ?? 0,
    ...(options.rules && { rules: options.rules }),
  });
  const codexHome = path.join(folder.path, 'user');
  await createStandInHome(codexHome, {
    baseUrl: standIn.baseUrl,
    hasWebSockets: options.transport !== 'sse',
    ...(options.login && {
      login: {
        backendUrl: standIn.account.backendUrl,
        file: options.login === 'present' ? standIn.account.loginFile(options.loginFile) : null,
      },
    }),
  });
  if (options.userConfig !== undefined) {
    await writeFile(path.join(codexHome, 'config.toml'), options.userConfig(standIn.baseUrl));
  }
  const authFile = path.join(codexHome, 'auth.json');
  await options.prepareCodexHome?.(codexHome);
  return {
    standIn,
    codexHome,
    home: path.join(folder.path, 'gateway'),
    env: { ...process.env, ...standInLoginEnv(standIn.account.issuer), ...options.env },
    writeLogin: async (how) => {
      await writeFile(authFile, JSON.stringify(standIn.account.loginFile(how)));
    },
    removeLogin: async () => await rm(authFile),
    async close() {
      await standIn.close();
      await folder.remove();
    },
  };
}
