import type { Config } from './options.ts';

/** Whether clients that see all are shown the value of a setting, or only where it comes from. */
export type Exposure = 'shown' | 'secret';

/**
 * The settings that such clients are shown. A setting that is not named here is withheld, so that a
 * new one is not shown by accident; the compiler asks for its row.
 */
export const exposedSettings: Readonly<Record<keyof Config, Exposure>> = {
  addr: 'shown',
  port: 'shown',
  demo: 'shown',
  apiKeys: 'secret',
  adminKeys: 'shown',
  corsOrigins: 'shown',
  allowHosts: 'shown',
  exposeReasoningModels: 'shown',
  modelAliases: 'shown',
  fallbackModel: 'shown',
  strict: 'shown',
  reasoningFormat: 'shown',
  webSearch: 'shown',
  inlineImagesOnly: 'shown',
  maxTurns: 'shown',
  maxQueued: 'shown',
  queueSeconds: 'shown',
  answerSeconds: 'shown',
  silenceSeconds: 'shown',
  retrySeconds: 'shown',
  parkedTurns: 'shown',
  parkSeconds: 'shown',
  keptThreads: 'shown',
  keepSeconds: 'shown',
  warmThreads: 'shown',
  warmSeconds: 'shown',
  waitingMegabytes: 'shown',
  dashboard: 'shown',
  graphiql: 'shown',
  introspection: 'shown',
  persistedDocuments: 'shown',
  onlyPersistedDocuments: 'shown',
  home: 'shown',
  configFile: 'shown',
  store: 'shown',
  storeDays: 'shown',
  storeBytes: 'shown',
  usageDays: 'shown',
  prices: 'shown',
  recordContent: 'shown',
  log: 'shown',
  verbose: 'shown',
  metrics: 'shown',
  engine: 'shown',
  codexHome: 'shown',
  codexProfile: 'shown',
  codexBin: 'shown',
  keepModelFields: 'shown',
};
