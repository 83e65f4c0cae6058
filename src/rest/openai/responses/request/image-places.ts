import { isObject } from '../../../../codex/completion/is-object.ts';
import type { JsonValue } from '../../../../codex/completion/tools.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import type { PlaceOf } from '../../../../images/inline-images.ts';

/**
 * Finds the field of a request that holds a picture: `input[2].content[0].image_url`. One of the
 * history has none, and stands for `input`.
 */
export function imagePlaces(input: readonly RawItem[]): PlaceOf {
  let places: ReadonlyMap<string, string> | null = null;
  return (_message, _part, url) => {
    places ??= new Map([...placesIn(input)].toReversed());
    return places.get(url) ?? 'input';
  };
}

function* placesIn(input: readonly RawItem[]): Generator<[string, string]> {
  for (const [index, { content, output }] of input.entries()) {
    yield* placesOf(content, `input[${index}].content`);
    yield* placesOf(output, `input[${index}].output`);
  }
}

function* placesOf(parts: JsonValue | undefined, list: string): Generator<[string, string]> {
  if (!Array.isArray(parts)) return;
  for (const [index, part] of parts.entries()) {
    const url = isObject(part) ? part['image_url'] : null;
    if (typeof url === 'string') yield [url, `${list}[${index}].image_url`];
  }
}
