/**
 * A browser in which every name exists, every call answers with something that can be asked further, and each listener
 * is told of by its event ("alarms.onAlarm").
 */
export function fakeExtension(onListener: (event: string) => void): object {
  const anything = (path: string, isAnswer: boolean): object =>
    new Proxy(() => {}, {
      get(_, name) {
        if (name === Symbol.iterator) return [][Symbol.iterator];
        if (name === Symbol.toPrimitive) return () => path;
        if (typeof name === 'symbol') return undefined;
        // What a call gave can be awaited; what comes out of it cannot, or the await would never end.
        if (name === 'then') return isAnswer ? thenOf(Promise.resolve(anything(path, false))) : undefined;
        return anything(path === '' ? name : `${path}.${name}`, false);
      },
      apply() {
        if (path.endsWith('.addListener')) onListener(path.slice(0, -'.addListener'.length));
        return anything(`${path}()`, true);
      },
      construct: () => anything(`${path}()`, false),
    });
  return anything('', false);
}

function thenOf(promise: Promise<object>): Promise<object>['then'] {
  return promise.then.bind(promise) as Promise<object>['then'];
}
