import type { LineRow } from './line-row.ts';

/** The lines about the engine, the service and the process itself. */
export const engineLines = {
  'engine ready': {
    levels: ['info', 'warn'],
    when: 'The engine that answers, and why it is this one; `warn` where it is not the one that was asked for',
    fields: ['engine', 'reason'],
  },
  'the engine was chosen again': {
    levels: ['info', 'warn'],
    when: 'Another login, or another reason',
    fields: ['engine', 'reason'],
  },
  '… The app-server answers them.': {
    levels: ['warn'],
    when: 'The service refuses such requests of the direct engine',
    fields: ['completionId', 'requestId', 'kind', 'subject', 'err'],
    more: ['operationId'],
  },
  'app-server ready': {
    levels: ['info'],
    when: 'Codex runs',
    fields: [
      'enginePid',
      'codex',
      'codexSource',
      'codexPath',
      'isReady',
      'isLoginRequired',
      'loginMethod',
    ],
  },
  'skipped a Codex that cannot serve': {
    levels: ['warn'],
    when: 'A Codex on this machine was not taken',
    fields: ['codex', 'codexSource', 'codexPath', 'reason'],
  },
  'Codex … is newer than …': {
    levels: ['info'],
    when: 'Codex is newer than the newest tested one',
    fields: ['codex', 'codexPath'],
  },
  'Codex …; using the last good catalog, which is … old': {
    levels: ['warn'],
    when: 'Codex cannot list its models',
    fields: ['err', 'codexPath', 'catalogAgeSeconds'],
  },
  '…; starting a new engine on it': {
    levels: ['info'],
    when: 'Another program logged in or out, or there are new models',
  },
  'cannot refresh the model catalog': {
    levels: ['warn'],
    when: 'The hourly check for new models failed',
    fields: ['err'],
  },
  'cannot keep the model catalog for later starts': {
    levels: ['warn'],
    when: 'It could not be written',
    fields: ['err'],
  },
  'cannot read the account': {
    levels: ['warn'],
    when: 'Codex does not report the account',
    fields: ['err'],
  },
  'a message of the Codex app-server is ignored': {
    levels: ['warn'],
    when: 'It is malformed',
    fields: ['reason', 'bytes'],
  },
  'the Codex app-server does not answer; killing it': {
    levels: ['error'],
    when: 'It missed two heartbeats',
    fields: ['silentMs'],
  },
  'the Codex app-server died; starting another': {
    levels: ['error'],
    when: 'It ended by itself',
    fields: ['holders', 'exitCode', 'signal', 'lastOutput'],
  },
  'the Codex app-server does not start': {
    levels: ['error'],
    when: 'It is tried again',
    fields: ['err', 'retryInMs'],
  },
  'requests are refused until the Codex app-server starts': {
    levels: ['error'],
    when: 'Several starts failed',
    fields: ['reason'],
  },
  'the Codex app-server starts again; requests are let through': {
    levels: ['info'],
    when: 'The end of that',
  },
  'the old Codex app-server takes too long; killing it': {
    levels: ['warn'],
    when: 'One that was replaced has not ended',
    fields: ['holders'],
  },
  'cannot replace the engine': { levels: ['error'], when: 'The old one stays', fields: ['err'] },
  'nobody needs the Codex app-server; stopping it': {
    levels: ['info'],
    when: 'The direct engine answers, and nothing is left to do',
  },
  'requests are refused until the service answers': {
    levels: ['error'],
    when: 'Five faults of different requests in a row',
    fields: ['reason'],
  },
  'the service can be reached again; requests are let through': {
    levels: ['info'],
    when: 'The end of that',
  },
  'no WebSocket to the service can be opened; requests go over HTTP': {
    levels: ['warn'],
    when: 'The direct engine uses HTTP for a while',
    fields: ['host', 'reason'],
  },
  'WebSockets to the service can be opened again': {
    levels: ['info'],
    when: 'The end of that',
    fields: ['host'],
  },
  'the provider lists no models': {
    levels: ['info'],
    when: 'A custom provider has no list of models',
    fields: ['err'],
  },
  'log lines were dropped: they could not be written': {
    levels: ['warn', 'fatal'],
    when: 'The reader of the log was too slow, or the disk was full',
    fields: ['droppedLines'],
  },
  'warning of Node': { levels: ['warn'], when: 'Node warns', fields: ['err'] },
  'The dashboard is not built. …': {
    levels: ['warn'],
    when: 'A clone was started without a build',
  },
  'a metric cannot be read': {
    levels: ['warn'],
    when: 'A scrape misses it',
    fields: ['err', 'metric'],
  },
  'traces are on': {
    levels: ['info'],
    when: 'OpenTelemetry is on',
    fields: ['isPrinted', 'capturesContent'],
    more: ['endpoint'],
  },
  'traces are off': {
    levels: ['warn'],
    when: 'The environment asks for traces, and a package is missing',
    fields: ['reason'],
  },
  'wrong OpenTelemetry variables': {
    levels: ['warn'],
    when: 'Defaults are used in their place',
    fields: ['faults'],
  },
  'traces cannot be sent': {
    levels: ['warn'],
    when: 'Spans were lost, at most once a minute',
    fields: ['lostSpans', 'reason'],
  },
} as const satisfies Readonly<Record<string, LineRow>>;
