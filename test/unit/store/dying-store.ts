import 'fake-indexeddb/auto';

class Death extends Error {
  override readonly name = 'Death';
}

const writes = ['add', 'put', 'delete'] as const;

/**
 * Runs an act whose worker dies under the row it writes as the `at`-th, so that its transaction never commits. True
 * where it died; an act that writes fewer rows lives. Undefined kills nobody.
 */
export async function dying(at: number | undefined, act: () => Promise<unknown>): Promise<boolean> {
  const sound = Object.fromEntries(writes.map((name) => [name, IDBObjectStore.prototype[name]]));
  let left = at ?? Number.POSITIVE_INFINITY;
  for (const name of writes) {
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...row: never[]) {
      left -= 1;
      if (left === 0) throw new Death();
      return (sound[name] as (...row: never[]) => never).apply(this, row);
    };
  }
  try {
    await act();
    return false;
  } catch (error) {
    if (error instanceof Death) return true;
    throw error;
  } finally {
    Object.assign(IDBObjectStore.prototype, sound);
  }
}
