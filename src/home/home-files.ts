import path from 'node:path';

/** Where the gateway keeps its files below `--home`. */
export interface HomeFiles {
  /** Locked by the gateway that uses the folder. */
  readonly lock: string;
  /** The URL of the gateway that uses the folder, or used it last. */
  readonly address: string;
  /** The folder of everything that is kept, whatever the address of the gateway. */
  readonly data: string;
  /** The usage database. */
  readonly usage: string;
  /** The database of quota readings. */
  readonly quota: string;
  /** The alerts. */
  readonly alerts: string;
  /** The database of conversations. */
  readonly conversations: string;
  /** The folder in which earlier versions kept stored answers. */
  readonly completions: string;
  /** The folder of the last model catalogs. */
  readonly catalogs: string;
  /** The key that compacted conversations are sealed with. */
  readonly sealKey: string;
  /** The random id under which Codex reports this installation to the service. */
  readonly installationId: string;
  /** The folder of the engines' private homes, one for each process. */
  readonly engines: string;
}

/** The files below a folder. */
export function homeFiles(home: string): HomeFiles {
  const data = path.join(home, 'data');
  return {
    lock: path.join(home, 'lock.sqlite'),
    address: path.join(home, 'address'),
    data,
    usage: path.join(data, 'usage.sqlite'),
    quota: path.join(data, 'quota.sqlite'),
    alerts: path.join(data, 'alerts.json'),
    conversations: path.join(data, 'conversations.sqlite'),
    completions: path.join(data, 'completions'),
    catalogs: path.join(data, 'catalogs'),
    sealKey: path.join(data, 'seal-key'),
    installationId: path.join(data, 'installation_id'),
    engines: path.join(home, 'engines'),
  };
}
