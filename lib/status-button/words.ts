import type { DrawnWords, Look, Word } from './draw';

/** Words in the person's language. */
export interface Words {
  /** The whole name, for a screen reader; `#` stands where the number goes. */
  label(look: Look): string;
  /** Paths: text in a page can be found (facts/spikes, 7). */
  drawn(look: Look): DrawnWords;
}

/** Made once for whatever is the same: a thousand buttons have a few. */
export function once<T>(all: Map<string, T>, key: string, make: () => T): T {
  const made = all.get(key) ?? make();
  all.set(key, made);
  return made;
}

/**
 * @param said what was told before; it holds all that was asked for from then on
 * @param get asks the browser for a message, and a page waits for the first answer
 */
export function createWords(
  said: Map<string, string>,
  get: (key: string, substitutions: readonly string[]) => string,
): Words {
  const word = (key: string, ...rest: string[]) => once(said, key + rest, () => get(key, rest));
  /** `width path`: the messages hold the words as paths too, so that a page's script need not know any language. */
  const path = (key: string): Word => {
    const text = word(key);
    return [Number.parseInt(text, 10), text.slice(text.indexOf(' '))];
  };
  return {
    // By itself once more: a thousand buttons ask for it.
    label: (look) => once(said, look, () => word('button_label', '#', word(`presence_${look}`))),
    drawn: (look) => ({
      state: path(`button_word_${look}`),
      brand: path('button_brand'),
      enterprise: word('button_glyph'),
      chinese: word('lang').startsWith('zh'),
    }),
  };
}
