import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from './builds';

export interface SpySite {
  readonly port: number;
  stop(): void;
}

/**
 * A site whose pages run the hostile script first, but for `/calm`; `?head=` and `?body=` are their markup, and `/nest` has
 * itself in a frame as often as `?depth=` says. A proxy for Firefox, too.
 */
export async function startSpySite(): Promise<SpySite> {
  const script = readFileSync(join(projectRoot, 'test/fixtures/hostile/spy.js'));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://spy.test');
    const isScript = pathname === '/spy.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    const part = (name: string) => searchParams.get(name) ?? '';
    const depth = Number(part('depth'));
    const inside = new URLSearchParams({ body: part('body'), depth: String(depth - 1) });
    const nested = depth > 0 ? `<iframe src="/nest?${inside}"></iframe>` : '';
    response.end(
      isScript
        ? script
        : `<!doctype html><title>spy</title>${pathname === '/calm' ? '' : '<script src="/spy.js"></script>'}${part('head')}<body>${part('body')}${nested}</body>`,
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
