/** Gives names that replace others, the same one for the same name. */
export interface Pseudonyms {
  /** `Key 1` for the first name, `Key 2` for the second. */
  of(name: string): string;
}

/** Makes pseudonyms of one kind. They are numbered in the order in which they are asked for. */
export function createPseudonyms(kind: string): Pseudonyms {
  const numbers = new Map<string, number>();
  return {
    of(name) {
      const number = numbers.get(name) ?? numbers.size + 1;
      numbers.set(name, number);
      return `${kind} ${number}`;
    },
  };
}
