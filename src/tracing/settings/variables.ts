/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Reads variables, and collects what is wrong with them. */
export interface VariableReader {
  /** One sentence for each variable with a wrong value. Values are not shown: some are secrets. */
  readonly faults: readonly string[];
  /** Takes note of a wrong value. */
  fault(name: string, reason: string): void;
  /** The value without spaces around it; undefined where it is absent or empty. */
  text(name: string): string | undefined;
  /** The same of the variable for traces, or else of the one for all signals, with its name. */
  exporterText(suffix: string): { readonly name: string; readonly value: string } | undefined;
  /** Whether it says `true`, in any case. */
  flag(name: string): boolean;
  /** A number from `least` to 2^31 - 1; `fallback` for none and for a wrong one. */
  number(name: string, fallback: number, least?: number): number;
  /** The members of a list, lower-case; undefined where it is absent or empty. */
  list(name: string): readonly string[] | undefined;
  /** `key=value` pairs with percent-encoded values. Wrong ones are left out. */
  pairs(name: string): Readonly<Record<string, string>>;
}

/** A timer of Node with a longer time ends at once. */
const longestMs = 2 ** 31 - 1;

/**
 * Reads variables as OpenTelemetry's specification says: an empty value counts as absent, and a wrong
 * one is left out with a warning.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function readVariables(variables: Variables): VariableReader {
  const faults: string[] = [];
  const fault = (name: string, reason: string): void => void faults.push(`${name} ${reason}`);
  const text = (name: string): string | undefined => {
    const value = variables[name]?.trim();
    return value === '' ? undefined : value;
  };
  return {
    faults,
    fault,
    text,
    exporterText(suffix) {
      for (const name of [`OTEL_EXPORTER_OTLP_TRACES_${suffix}`, `OTEL_EXPORTER_OTLP_${suffix}`]) {
        const value = text(name);
        if (value !== undefined) return { name, value };
      }
      return undefined;
    },
    flag(name) {
      const value = text(name)?.toLowerCase() ?? 'false';
      if (value !== 'true' && value !== 'false')
        fault(name, 'must be true or false; it counts as false');
      return value === 'true';
    },
    number(name, fallback, least = 0) {
      const value = text(name);
      if (value === undefined) return fallback;
      const number = Number(value);
      if (Number.isFinite(number) && number >= least) return Math.min(number, longestMs);
      fault(name, `must be a number of at least ${least}; ${fallback} is used`);
      return fallback;
    },
    list(name) {
      const members = (text(name) ?? '').split(',').map((member) => member.trim().toLowerCase());
      const found = members.filter((member) => member !== '');
      return found.length === 0 ? undefined : found;
    },
    pairs(name) {
      const members = (text(name) ?? '').split(',').filter((member) => member.trim() !== '');
      const pairs = members.map((member) => toPair(member));
      if (pairs.includes(null)) fault(name, 'must hold key=value pairs; the others are left out');
      return Object.fromEntries(pairs.filter((pair) => pair !== null));
    },
  };
}

function toPair(member: string): readonly [string, string] | null {
  const at = member.indexOf('=');
  const key = member.slice(0, Math.max(at, 0)).trim();
  if (key === '') return null;
  try {
    return [decodeURIComponent(key), decodeURIComponent(member.slice(at + 1).trim())];
  } catch {
    return null;
  }
}
