import type { Setting, SettingSource } from '../../config/list-settings.ts';
import type { Builder } from '../kit/builder.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Setting: Setting;
  }
}

/** A GraphQL value for each source, with the same name in capitals. */
const sources: {
  readonly [Each in SettingSource as Uppercase<Each>]: {
    readonly value: Each;
    readonly description: string;
  };
} = {
  DEFAULT: { value: 'default', description: 'Nobody set it.' },
  FLAG: { value: 'flag', description: 'The command line.' },
  VARIABLE: { value: 'variable', description: 'An environment variable.' },
  FILE: { value: 'file', description: 'The config file.' },
};

/** `Setting`, and `settings` on `Query`. */
export function addSettings(builder: Builder): void {
  const source = builder.enumType('SettingSource', {
    description: 'Where the value of a setting comes from.',
    values: sources,
  });
  builder.objectType('Setting', {
    description: 'A setting of the gateway, as it is in force.',
    fields: (t) => ({
      name: t.exposeString('name', {
        description: 'Its name on the command line, without dashes: `max-turns`.',
      }),
      variable: t.exposeString('variable', {
        description: 'Its environment variable: `CODEX_SERVE_MAX_TURNS`.',
      }),
      group: t.exposeString('group', {
        description: 'The title of its group in docs/settings.md.',
      }),
      value: t.exposeString('value', {
        nullable: true,
        description:
          'The value, as the command line takes it; empty for an empty list. Null where it is unset, and always for a secret.',
      }),
      source: t.expose('source', {
        type: source,
        description: 'Where the value comes from. A secret that is not `DEFAULT` is set.',
      }),
      description: t.exposeString('description', { description: 'What it does.' }),
      isSecret: t.exposeBoolean('isSecret', {
        description: 'Whether the value is a secret, which is never shown.',
      }),
    }),
  });
  builder.queryField('settings', (t) =>
    t.field({
      type: ['Setting'],
      description:
        'The settings in force, in the order of docs/settings.md. Empty for a client that does not see all.',
      resolve: (_root, _args, { caller, gateway }) =>
        caller.seesAll ? [...gateway.settings()] : [],
    }),
  );
}
