import type { EngineHealth } from '../../codex/engine/engine-health.ts';
import type { EngineProbe, StartedProbe } from '../../codex/engine/choice/probe-engine.ts';
import type { Conflict } from '../../config/consistency.ts';
import type { GivenSources } from '../../config/list-settings.ts';
import type { Config } from '../../config/options.ts';
import type { HomeHolder } from '../../home/find-holder.ts';

/** A file that a setting names and the gateway reads at its start. */
export interface SettingFile {
  /** `--prices` */
  readonly flag: string;
  /** Reads it as the start does. Rejects with a one-line reason where it cannot be used. */
  readonly read: () => Promise<unknown>;
}

/** A database of the gateway. */
export interface OwnFile {
  /** `usage` */
  readonly name: string;
  readonly file: string;
  /** The newest version of it that this program knows. */
  readonly version: number;
}

/** The gateway that asks about itself. */
export interface RunningGateway {
  /** `http://127.0.0.1:8000` */
  readonly url: string;
  engineHealth(): EngineHealth;
}

/** What is examined. */
export interface DoctorOptions {
  readonly config: Config;
  readonly sources: GivenSources;
  /** The settings that conflict; see `conflictsIn`. */
  readonly conflicts: readonly Conflict[];
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Of this program. */
  readonly version: string;
  /** The gateway that asks; null on the command line. */
  readonly gateway: RunningGateway | null;
  readonly settingFiles: readonly SettingFile[];
  readonly databases: readonly OwnFile[];
  /** Starts a Codex of its own; see `startProbe` of the engines. */
  startProbe(signal: AbortSignal): Promise<StartedProbe>;
}

/** What the checks share, each read once. */
export interface DoctorContext extends DoctorOptions {
  /** The gateway that uses the home; null for none. Rejects where the lock cannot be read. */
  readonly holder: () => Promise<HomeHolder | null>;
  /** The Codex that starts. Rejects as `startProbe` does. */
  readonly codex: () => Promise<StartedProbe>;
  /** What it finds of the service. Null where no Codex starts. */
  readonly probe: () => Promise<EngineProbe | null>;
  /** Aborted when the time is over, or the user stops the examination. */
  readonly signal: AbortSignal;
}
