/**
 * The first Han character of each initial in the order of pinyin, as dictionaries have it: what sorts from one of these
 * up to the next is read with that letter. No word of Mandarin begins with i, u or v.
 */
const firsts = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀';
const letters = 'abcdefghjklmnopqrstwxyz';

/** Second readings, by their letter, of surnames that are read so and of characters of everyday names. */
const otherwise: Readonly<Record<string, string>> = {
  b: '秘埔薄',
  c: '长种重车',
  d: '石调',
  g: '句广',
  h: '行会',
  j: '系校',
  k: '会',
  m: '缪万',
  n: '粘',
  o: '区',
  p: '繁',
  q: '仇覃茄',
  s: '单召折晟参适',
  t: '澹弹囤',
  x: '解郇厦畜',
  y: '尉乐么',
  z: '曾查翟祭朝藏传',
};

export type Initials = (name: string) => string;

/** Whether what was typed stands among the initials of a name, every character in any of its readings. */
export function fitsInitials(read: Initials, name: string, typed: string): boolean {
  const readable = [...name].map((character) => ({ character, first: read(character) })).filter(({ first }) => first);
  const letters = [...typed];
  return readable.some((_, start) =>
    letters.every((letter, n) => {
      const at = readable[start + n];
      return at !== undefined && (at.first === letter || otherwise[letter]?.includes(at.character) === true);
    }),
  );
}

/**
 * Pinyin initials of a name (林小满: `lxm`; Latin letters and digits stand for themselves), by the browser's own
 * collation: a table of readings weighs 458 kB. Of a character with several readings the collation knows one;
 * `fitsInitials` knows those that matter in names.
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
