import type { VariableReader } from './variables.ts';

/** Which traces are recorded. */
export interface Sampling {
  /** Whether the decision of the caller's trace holds, where there is one. */
  readonly followsParent: boolean;
  /** The share of the others, 0 to 1. */
  readonly ratio: number;
}

const fallback: Sampling = { followsParent: true, ratio: 1 };

/** What `OTEL_TRACES_SAMPLER` and its argument ask for. Default: `parentbased_always_on`. */
export function readSampling(reader: VariableReader): Sampling {
  const name = 'OTEL_TRACES_SAMPLER';
  const [, parent, kind] =
    /^(parentbased_)?(always_on|always_off|traceidratio)$/.exec(
      reader.text(name)?.toLowerCase() ?? 'parentbased_always_on',
    ) ?? [];
  if (kind === undefined) {
    reader.fault(name, 'names no sampler of the specification; parentbased_always_on is used');
    return fallback;
  }
  const ratio = kind === 'traceidratio' ? readRatio(reader) : Number(kind === 'always_on');
  return { followsParent: parent !== undefined, ratio };
}

function readRatio(reader: VariableReader): number {
  const name = 'OTEL_TRACES_SAMPLER_ARG';
  const ratio = reader.number(name, 1);
  if (ratio <= 1) return ratio;
  reader.fault(name, 'must be between 0 and 1; 1 is used');
  return 1;
}
