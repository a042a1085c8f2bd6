/**
 * The first Han character of each initial in the order of pinyin, as dictionaries have it: what sorts from one of these
 * up to the next is read with that letter. No word of Mandarin begins with i, u or v.
 */
const firsts = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀';
const letters = 'abcdefghjklmnopqrstwxyz';

export type Initials = (name: string) => string;

/**
 * Pinyin initials of a name (林小满: `lxm`; Latin letters and digits stand for themselves), by the browser's own
 * collation: a table of readings weighs 458 kB. Of a character with several readings the collation knows one.
 * Without Chinese collation nothing is read, and names are found by their characters alone.
 */
export function createInitials(collator = new Intl.Collator('zh-u-co-pinyin')): Initials {
  const knows = collator.resolvedOptions().collation === 'pinyin' || collator.compare('阿', '帀') < 0;
  const bounds = [...firsts];
  const sound = knows && bounds.every((first, n) => n === 0 || collator.compare(bounds[n - 1] ?? '', first) < 0);
  const known = new Map<string, string>();
  const read = (character: string): string => {
    if (!/\p{Script=Han}/u.test(character)) return /[\p{L}\p{N}]/u.test(character) ? character.toLowerCase() : '';
    if (!sound) return '';
    const after = bounds.findIndex((first) => collator.compare(character, first) < 0);
    return letters.charAt(after < 0 ? letters.length - 1 : after - 1);
  };
  return (name) =>
    [...name]
      .map((character) => {
        const letter = known.get(character) ?? read(character);
        known.set(character, letter);
        return letter;
      })
      .join('');
}
