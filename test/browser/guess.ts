/** What a page measured of one number, by name; numbers are compared by size, words by being the same. */
export type Measured = Readonly<Record<string, number | string>>;

export interface Trial {
  /** What the page wants to find out. */
  readonly kind: string;
  readonly measured: Measured;
}

export interface Guessing {
  /** `all`: everything weighed together; else the one measure that told most. */
  readonly by: string;
  readonly right: number;
  readonly of: number;
}

const folds = 5;

/**
 * How well somebody who knows the kinds of four fifths of the trials guesses the rest from what a page measured: by all
 * measures together, and by the single one that told most in what is known. Both are told; both have to fail.
 */
export function guess(trials: readonly Trial[]): readonly Guessing[] {
  const counts = { all: 0, best: 0 };
  const used = new Map<string, number>();
  for (let fold = 0; fold < folds; fold++) {
    const known = trials.filter((_, n) => n % folds !== fold);
    const asked = trials.filter((_, n) => n % folds === fold);
    const models = learn(known);
    const kinds = kindsOf(known);
    const right = (by: readonly Model[], some: readonly Trial[]) =>
      some.filter(({ kind, measured }) => choose(by, measured, kinds) === kind).length;
    counts.all += right(models, asked);
    // Chosen by trials that it was not learnt from: a measure that never comes twice would else remember them all.
    const [halfKnown, halfAsked] = [0, 1].map((half) => known.filter((_, n) => n % 2 === half)) as [Trial[], Trial[]];
    const tried = learn(halfKnown).map((model) => ({ id: model.id, right: right([model], halfAsked) }));
    const { id } = tried.sort((a, b) => b.right - a.right)[0] ?? {};
    const best = models.find((model) => model.id === id);
    if (!best) continue;
    counts.best += right([best], asked);
    used.set(best.id, (used.get(best.id) ?? 0) + 1);
  }
  const most = [...used].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'nothing';
  return [
    { by: 'all', right: counts.all, of: trials.length },
    { by: most, right: counts.best, of: trials.length },
  ];
}

/**
 * The fewest right guesses out of `of` that chance alone reaches less often than once in `1 / doubt` tries, where the
 * commonest kind makes up `share` of the trials: the exact tail of the binomial distribution.
 */
export function beyondChance(of: number, share: number, doubt: number): number {
  let tail = 0;
  for (let right = of; right >= 0; right--) {
    tail += Math.exp(logChoose(of, right) + right * Math.log(share) + (of - right) * Math.log(1 - share));
    if (tail > doubt) return right + 1;
  }
  return 0;
}

/** The share of the commonest kind: who guesses it always is right as often. */
export function commonest(trials: readonly Trial[]): number {
  return Math.max(...kindsOf(trials).map((kind) => trials.filter((one) => one.kind === kind).length)) / trials.length;
}

interface Model {
  readonly id: string;
  /** How likely this value is in a trial of that kind, as a logarithm. */
  weigh(measured: Measured, kind: string): number;
}

function learn(known: readonly Trial[]): readonly Model[] {
  const names = [...new Set(known.flatMap(({ measured }) => Object.keys(measured)))].sort();
  return names.flatMap((name) => {
    const values = known.map(({ measured }) => measured[name]);
    if (values.every((value) => value === values[0])) return [];
    return [
      learnWords(name, known),
      ...(values.every((value) => typeof value === 'number') ? [learnSpans(name, known)] : []),
    ];
  });
}

/** Every value apart: what a difference in markup, style or size comes to. */
function learnWords(name: string, known: readonly Trial[]): Model {
  const seen = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const { kind, measured } of known) {
    const key = `${kind} ${measured[name]}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    totals.set(kind, (totals.get(kind) ?? 0) + 1);
  }
  const room = new Set(known.map(({ measured }) => measured[name])).size + 1;
  return {
    id: name,
    weigh: (measured, kind) =>
      Math.log(((seen.get(`${kind} ${measured[name]}`) ?? 0) + 0.5) / ((totals.get(kind) ?? 0) + 0.5 * room)),
  };
}

/** Sizes and times: eight spans with as many known trials in each, so that no outlier counts for more than its place. */
function learnSpans(name: string, known: readonly Trial[]): Model {
  const sorted = known.map(({ measured }) => Number(measured[name])).sort((a, b) => a - b);
  const ends = Array.from({ length: 7 }, (_, n) => sorted[Math.floor(((n + 1) * sorted.length) / 8)] ?? 0);
  const span = (measured: Measured) => String(ends.filter((end) => Number(measured[name]) >= end).length);
  const words = learnWords(
    name,
    known.map(({ kind, measured }) => ({ kind, measured: { [name]: span(measured) } })),
  );
  return { id: `${name}, by size`, weigh: (measured, kind) => words.weigh({ [name]: span(measured) }, kind) };
}

function choose(models: readonly Model[], measured: Measured, kinds: readonly string[]): string | undefined {
  let [most, chosen] = [Number.NEGATIVE_INFINITY, kinds[0]];
  for (const kind of kinds) {
    let weight = 0;
    for (const model of models) weight += model.weigh(measured, kind);
    if (weight > most) [most, chosen] = [weight, kind];
  }
  return chosen;
}

function kindsOf(trials: readonly Trial[]): readonly string[] {
  return [...new Set(trials.map(({ kind }) => kind))].sort();
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log(n - k + i) - Math.log(i);
  return sum;
}
