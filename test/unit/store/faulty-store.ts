type Write = 'add' | 'put' | 'delete';
const writes: readonly Write[] = ['add', 'put', 'delete'];

/**
 * Runs `work` while the browser's object stores fail at the n-th write (of the named kinds) with `error`, and at every
 * one after it, as a full disk does. Answers how many writes there were before.
 */
export async function whileWritesFail(
  n: number,
  work: () => Promise<unknown>,
  { error = 'QuotaExceededError', kinds = writes }: { error?: string; kinds?: readonly Write[] } = {},
): Promise<number> {
  const { prototype } = IDBObjectStore;
  const sound = Object.fromEntries(kinds.map((kind) => [kind, prototype[kind]]));
  let seen = 0;
  for (const kind of kinds) {
    prototype[kind] = function (this: IDBObjectStore, ...args: unknown[]) {
      seen += 1;
      if (seen >= n) throw new DOMException('as the test wants', error);
      return (sound[kind] as (...args: unknown[]) => IDBRequest).apply(this, args);
    } as never;
  }
  try {
    await work();
  } finally {
    Object.assign(prototype, sound);
  }
  return seen;
}

/** Runs `work` while opening the database fails, `times` times or for as long as it lasts. Answers how often it was tried. */
export async function whileOpeningFails(
  error: string,
  work: () => Promise<unknown>,
  times = Number.POSITIVE_INFINITY,
): Promise<number> {
  const factory = globalThis.indexedDB;
  const open = factory.open.bind(factory);
  let tries = 0;
  factory.open = ((name: string, version?: number) => {
    tries += 1;
    if (tries > times) return open(name, version);
    const request = { error: new DOMException('Internal error opening backing store', error) } as IDBOpenDBRequest;
    return failing(request);
  }) as never;
  try {
    await work();
  } finally {
    factory.open = open;
  }
  return tries;
}

/** A request that idb can wrap: it answers with an error in a moment. */
function failing({ error }: Pick<IDBOpenDBRequest, 'error'>): IDBOpenDBRequest {
  const request = Object.assign(new EventTarget(), { error, result: undefined });
  Object.setPrototypeOf(request, IDBOpenDBRequest.prototype);
  const listeners = new Map<string, (() => void)[]>();
  const heard = (type: string, listener: () => void) => {
    listeners.set(type, [...(listeners.get(type) ?? []), listener]);
  };
  Object.defineProperties(request, {
    addEventListener: { value: heard },
    removeEventListener: { value: () => {} },
    error: { value: error },
    result: { value: undefined },
  });
  setTimeout(() => {
    for (const listener of listeners.get('error') ?? []) listener();
  });
  return request as unknown as IDBOpenDBRequest;
}
