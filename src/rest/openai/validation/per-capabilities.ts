import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { objectOf } from './field-table.ts';
import type { FieldTable, ObjectSchema } from './field-table.ts';

/** A field table with the schema of all its rows. */
export interface CheckedTable<T extends FieldTable> {
  readonly table: T;
  readonly schema: ObjectSchema<T>;
}

/** Makes a table once for each of the engine's few sets of capabilities: a schema is slow to make. */
export function perCapabilities<T extends FieldTable>(
  make: (capabilities: Capabilities) => T,
): (capabilities: Capabilities) => CheckedTable<T> {
  const made = new WeakMap<Capabilities, CheckedTable<T>>();
  return (capabilities) => {
    const known = made.get(capabilities);
    if (known !== undefined) return known;
    const table = make(capabilities);
    const checked = { table, schema: objectOf(table) };
    made.set(capabilities, checked);
    return checked;
  };
}
