import * as v from 'valibot';

/**
 * What the call tables are made of. Checks are plain ones of our own behind `custom`: each validation that the library
 * has by name weighs 300 bytes in the background. Their words say what was expected, never what came.
 */

export const text = (least: number, most: number) =>
  v.custom<string>(
    (x) => typeof x === 'string' && x.length >= least && x.length <= most,
    `${least} to ${most} characters`,
  );

export const matching = <T extends string = string>(pattern: RegExp) =>
  v.custom<T>((x) => typeof x === 'string' && pattern.test(x), String(pattern));

export const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  v.custom<number>(
    (x) => Number.isInteger(x) && Number(x) >= least && Number(x) <= most,
    `a whole number, ${least} to ${most}`,
  );

/** A moment in epoch ms, from 0 on; for good where `most` is infinite. */
export const moment = (most = Number.MAX_VALUE) =>
  v.custom<number>((x) => typeof x === 'number' && x >= 0 && x <= most, 'a moment');

export const list = <S extends v.GenericSchema>(item: S, least: number, most: number) =>
  v.custom<v.InferOutput<S>[]>(
    // Spread, as `every` passes over what is missing in the middle.
    (x) => Array.isArray(x) && x.length >= least && x.length <= most && [...x].every((one) => v.is(item, one)),
    `a list of ${least} to ${most}`,
  );

/** These members and no others. */
export const exactly = <E extends v.ObjectEntries>(entries: E) => {
  const inner = v.object(entries);
  return v.custom<v.InferOutput<typeof inner>>(
    (x) => v.is(inner, x) && Object.keys(x).every((name) => Object.hasOwn(entries, name)),
    `exactly ${Object.keys(entries)}`,
  );
};

export const accountId = whole(1);
