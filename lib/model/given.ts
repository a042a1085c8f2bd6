/** Members that may be undefined, as members that may be missing. */
export type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the members that are undefined: what is absent is not stored, and stands in no index. */
export function given<T extends object>(members: T): Given<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<T>;
}
