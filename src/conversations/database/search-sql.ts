import type { Condition } from './reader-sql.ts';

/** Scripts that are written without spaces. The index has their sentences as single words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** More words of a search have no effect. */
const maxWords = 32;

/**
 * A condition for each word of a search: it stands in the title or in an item. Case and accents do not
 * count. A word with a hyphen or the like in it is found as a phrase. Words of scripts without spaces are
 * found anywhere in a text.
 */
export function searchConditions(search: string): readonly Condition[] {
  const words = search.split(/[\s\0]+/).filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word));
  return words.slice(0, maxWords).map((word) => {
    if (unspaced.test(word)) return readingAll(word);
    const phrase = `"${word.replaceAll('"', '""')}"`;
    return {
      sql: `conversation.key IN (
        SELECT rowid FROM title_words WHERE title_words MATCH ?
        UNION ALL
        SELECT item.conversation FROM item_words JOIN item ON item.content = item_words.rowid
          WHERE item_words MATCH ?
      )`,
      values: [phrase, phrase],
    };
  });
}

/** Reads every item, about a second for a gigabyte. */
function readingAll(word: string): Condition {
  const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return {
    sql: `(title LIKE ? ESCAPE '\\' OR conversation.key IN (
        SELECT item.conversation FROM content JOIN item ON item.content = content.key
          WHERE content.json LIKE ? ESCAPE '\\'
      ))`,
    values: [pattern, pattern],
  };
}
