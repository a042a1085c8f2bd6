/**
 * Collects everybody who is ready and serves them in one go: all that leaves in a wake is written down in one
 * transaction. Each of `expected` must either join or stay away, else the others wait for ever.
 */
export interface Gathering<K, V> {
  join(key: K): Promise<V | undefined>;
  stayAway(): void;
}

export function gather<K, V>(expected: number, serve: (keys: readonly K[]) => Promise<Map<K, V>>): Gathering<K, V> {
  const keys: K[] = [];
  let missing = expected;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const served = begun.then(() => (keys.length > 0 ? serve(keys) : new Map<K, V>()));
  const arrive = () => {
    missing--;
    if (missing === 0) begin();
  };
  return {
    async join(key) {
      keys.push(key);
      arrive();
      return (await served).get(key);
    },
    stayAway: arrive,
  };
}
