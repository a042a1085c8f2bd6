import type { World } from './world';

/** The control port's calls that only WebQQ has. */
export function control(world: World) {
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of many shapes
  return async (path: string, body?: object): Promise<any> => {
    const answer = await fetch(`http://127.0.0.1:${world.server.ready.control}/control/${path}`, {
      ...(body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const told = await answer.json();
    if (!told.ok && !('next' in told) && !('accounts' in told)) throw new Error(`${path}: ${JSON.stringify(told)}`);
    return told;
  };
}
