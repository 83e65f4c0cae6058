import type { LineRow } from './line-row.ts';

/** The lines about the databases and the files below `--home`. */
export const databaseLines = {
  'the … is corrupt; a new one begins': {
    levels: ['error'],
    when: 'A database was set aside',
    fields: ['err', 'movedTo'],
  },
  'the … of an earlier version is brought up to date': {
    levels: ['info'],
    when: 'The first start of a newer version',
    fields: ['file', 'from', 'to'],
  },
  'the conversation database cannot be opened; conversations are not kept': {
    levels: ['error'],
    when: 'Requests are answered nevertheless',
    fields: ['err'],
    more: ['file'],
  },
  'old conversations cannot be removed': {
    levels: ['error'],
    when: 'They are tried again',
    fields: ['err'],
  },
  'removed old conversations': {
    levels: ['info'],
    when: '`--store-days` or `--store-bytes` was reached',
    fields: ['removed'],
  },
  'the usage database cannot be opened; usage is not kept': {
    levels: ['error'],
    when: 'Requests are answered nevertheless',
    fields: ['err', 'file'],
  },
  'old usage cannot be removed': { levels: ['error'], when: 'It is tried again', fields: ['err'] },
  'hours of usage cannot be packed': {
    levels: ['error'],
    when: 'It is tried again',
    fields: ['err'],
  },
  'usage cannot be written': {
    levels: ['error'],
    when: 'It is tried again',
    fields: ['err', 'waiting', 'lost'],
  },
  'completions are missing in the usage': {
    levels: ['error'],
    when: 'The end of that',
    fields: ['lost'],
  },
  'refused requests cannot be counted': {
    levels: ['error'],
    when: 'They are tried again',
    fields: ['err'],
  },
  'the quota database cannot be opened; readings are not kept': {
    levels: ['error'],
    when: 'Requests are answered nevertheless',
    fields: ['err', 'file'],
  },
  'a quota reading cannot be kept': {
    levels: ['error'],
    when: 'It is missing in the history',
    fields: ['err'],
  },
  'took stored completions into the database': {
    levels: ['info'],
    when: 'Once, from the files of an earlier version',
    fields: ['folder', 'completions'],
  },
  'stored completions cannot be taken into the database': {
    levels: ['error'],
    when: 'The next start tries again',
    fields: ['err', 'folder'],
  },
  'a stored completion cannot be read': {
    levels: ['error'],
    when: 'It stays where it is',
    fields: ['err', 'file'],
  },
  'a stored completion is corrupt': {
    levels: ['error'],
    when: 'It was set aside',
    fields: ['file', 'movedTo'],
  },
  'a stored completion of an old folder is corrupt': {
    levels: ['error'],
    when: 'It was set aside',
    fields: ['file', 'movedTo'],
  },
  'a stored completion clashes with another of the same id': {
    levels: ['warn'],
    when: 'It was set aside',
    fields: ['file', 'movedTo'],
  },
  'merged the stored completions of an old folder': {
    levels: ['info'],
    when: 'Once, from the folders of version 0.1',
    fields: ['source', 'completions'],
  },
  'merged the usage of an old folder': {
    levels: ['info'],
    when: 'Once, from the folders of version 0.1',
    fields: ['source', 'completions'],
  },
  'completions clash with others of the same id; the database was set aside': {
    levels: ['warn'],
    when: 'Their usage is not merged',
    fields: ['source', 'ids', 'clashes', 'movedTo'],
  },
  'the usage database of an old folder is corrupt': {
    levels: ['error'],
    when: 'It was set aside',
    fields: ['err', 'source', 'movedTo'],
  },
  'a gateway of version 0.1 uses an old folder; what it adds is merged later': {
    levels: ['warn'],
    when: 'At the start',
    fields: ['folder'],
  },
  'an old folder is not merged wholly; it stays until the next start': {
    levels: ['error'],
    when: 'At the start',
    fields: ['err', 'folder'],
  },
  'an old folder cannot be removed': {
    levels: ['warn'],
    when: 'At the start',
    fields: ['err', 'folder'],
  },
  'the model catalogs of version 0.1 cannot be moved': {
    levels: ['warn'],
    when: 'At the start',
    fields: ['err'],
  },
  'SQLite is not available; start no second gateway with this --home': {
    levels: ['warn'],
    when: 'The home cannot be locked',
    fields: ['err'],
  },
} as const satisfies Readonly<Record<string, LineRow>>;
