import fc from 'fast-check';

type Path = readonly (string | number)[];

/** Names that mean something to JavaScript, which JSON may carry as its own. */
const names = ['toString', 'valueOf', '__proto__', 'constructor', 'length', 'join', 'toJSON', 'then'];

/** Any JSON there is, with what breaks whoever takes a value for a word or a number. */
export const hostile: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1e308, 2 ** 53, 1e21, '', '0', '-1', '9'.repeat(40)),
    fc.constantFrom('\ud800', '\udc00x', '\u0000', '[CQ:', '[CQ:at,toString=1]', '&#1114111;', '&#55296;', '<x>'),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), {
      noNullPrototype: false,
      maxKeys: 4,
    }),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
})).value;

/** The worst of them, for every single place. */
export const worst: readonly unknown[] = [
  { toString: 1 },
  { valueOf: 1, toString: null },
  [{ toString: 1 }],
  JSON.parse('{"__proto__":{"toString":1},"toString":[]}'),
  null,
  '\ud800',
  1e308,
];

/** Every place in a piece of JSON, the whole of it first. */
export function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))];
}

/** The same JSON with something else in one place. */
export function withAt(value: unknown, [name, ...rest]: Path, put: unknown): unknown {
  if (name === undefined) return put;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = withAt(copy[name], rest, put);
  return copy;
}

/** A sound piece of JSON and what reads it, which must not throw with anything in any of its places. */
export interface Reading {
  readonly title: string;
  readonly sound: unknown;
  readonly read: (spoilt: unknown) => void;
}

export function readsAnything(readings: readonly Reading[]): void {
  for (const { title, sound, read } of readings) {
    for (const place of placesIn(sound)) {
      for (const put of worst) name(title, place, put, () => read(withAt(sound, place, put)));
    }
  }
  const places = readings.flatMap((one) => placesIn(one.sound).map((place) => ({ ...one, place })));
  fc.assert(
    fc.property(fc.constantFrom(...places), hostile, ({ title, sound, read, place }, put) =>
      name(title, place, put, () => read(withAt(sound, place, put))),
    ),
    { numRuns: 2_000 },
  );
}

function name(title: string, place: Path, put: unknown, read: () => void): void {
  try {
    read();
  } catch (cause) {
    throw new Error(`${title}: ${JSON.stringify(put)} at ${place.join('.')}`, { cause });
  }
}
