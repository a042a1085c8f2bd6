import { pathToFileURL } from 'node:url';
import { fakeExtension } from './fake-extension';

// Run as a program of its own by listeners.ts: it loads a background script and prints which listeners came when.
export interface Recorded {
  /** Added before the script gave control back. */
  readonly first: readonly string[];
  /** Added afterwards: an event that wakes the worker would find nobody. */
  readonly late: readonly string[];
  /** What the script threw while it loaded. */
  readonly threw?: string;
}

const first: string[] = [];
const late: string[] = [];
let isOver = false;
const fake = fakeExtension((event) => (isOver ? late : first).push(event));
const startTurn = () => queueMicrotask(() => (isOver = true));
const worker = { self: globalThis, addEventListener: () => {}, indexedDB: fake };
Object.assign(globalThis, { browser: fake, chrome: fake, ...worker, startTurn });
Object.defineProperty(globalThis, 'navigator', { value: fake, configurable: true });
// What the fake's answers break later on is not what is looked at.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});

let threw: string | undefined;
try {
  // Both in one graph: the microtask that ends the turn then runs as soon as the background has run, and not before.
  const background = JSON.stringify(pathToFileURL(process.argv[2] ?? '').href);
  const graph = `import 'data:text/javascript,globalThis.startTurn()'; import ${background};`;
  await import(`data:text/javascript,${encodeURIComponent(graph)}`);
} catch (error) {
  threw = String(error);
}
// Long enough for what waits for the fake's answers and for short timers.
await new Promise((resolve) => setTimeout(resolve, 200));
process.stdout.write(JSON.stringify({ first, late, ...(threw === undefined ? {} : { threw }) } satisfies Recorded));
process.exit(0);
