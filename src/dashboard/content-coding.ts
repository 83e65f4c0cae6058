/** The form in which a file is sent. `identity` is the file itself. */
export type ContentCoding = 'br' | 'gzip' | 'identity';

/** From the smallest form to the largest. */
const bySize: readonly ContentCoding[] = ['br', 'gzip', 'identity'];

/** The weight of `identity` where a client does not name it: acceptable, after what it names. */
const unnamed = 0.0001;

/**
 * Chooses the form of a file by `Accept-Encoding` (RFC 9110, 12.5.3): the one with the highest weight,
 * and of several the smallest. Without the header, and where nothing is acceptable, it is `identity`,
 * which every client reads.
 *
 * @param available The forms that the file has beside `identity`.
 */
export function contentCoding(
  acceptEncoding: string | undefined,
  available: (coding: ContentCoding) => boolean,
): ContentCoding {
  const weights = weightsIn(acceptEncoding ?? 'identity');
  const weightOf = (coding: ContentCoding): number =>
    weights.get(coding) ?? weights.get('*') ?? (coding === 'identity' ? unnamed : 0);
  const [best] = bySize
    .filter((coding) => coding === 'identity' || available(coding))
    .filter((coding) => weightOf(coding) > 0)
    .toSorted((one, other) => weightOf(other) - weightOf(one));
  return best ?? 'identity';
}

/** `gzip;q=0.5, br` as weights by coding. */
function weightsIn(acceptEncoding: string): ReadonlyMap<string, number> {
  const entries = acceptEncoding.split(',').map((entry) => {
    const [coding = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    return [coding.replace(/^x-/, ''), weightIn(parameters)] as const;
  });
  return new Map(entries);
}

/** 1 where there is no weight, 0 where it is not a number. */
function weightIn(parameters: readonly string[]): number {
  const text = parameters.map((each) => /^q\s*=\s*(.*)$/.exec(each)?.[1]).find(Boolean);
  return text === undefined ? 1 : Number(text) || 0;
}
