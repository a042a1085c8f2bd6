import type { Check, Finding } from './check';
import { findGlobals, type Ruled } from './find-globals';
import { listFiles, readText } from './source-files';

/** Pure: the same arguments always give the same answer, so a test can put any moment and any failure in. */
const pure =
  /^lib\/((model|format|protocol|temporary-session)\/.*|status-button\/match|(.*\/)?(plan[^/]*|[^/]*-plan|schedule))\.tsx?$/;
const session = /^lib\/session\/.*\.ts$/;

const clock = 'take the moment as an argument';
const timer = 'say when to be asked again; the caller has the timer';
const chance = 'take the random source as an argument';
const port = 'take it as a port, so that a test can kill at each use';
const door = 'lib/browser.ts is the only door, and entrypoints alone go through it';

/** What lib/session must be handed: every use is a place where a death test can cut. */
const handedIn: Ruled = {
  fetch: port,
  setTimeout: timer,
  setInterval: timer,
  clearTimeout: timer,
  clearInterval: timer,
  indexedDB: port,
  'Date.now': clock,
  'new Date': clock,
  'performance.now': clock,
  'Math.random': chance,
  browser: door,
  chrome: door,
  globalThis: port,
  window: port,
  self: port,
};
const forbidden: Ruled = {
  ...handedIn,
  performance: clock,
  crypto: chance,
  navigator: port,
  localStorage: port,
  sessionStorage: port,
  BroadcastChannel: port,
  XMLHttpRequest: port,
  WebSocket: port,
  queueMicrotask: timer,
  requestAnimationFrame: timer,
  document: port,
};

/** Clocks, timers, network and storage reached for in files that must be handed them. */
export const checkGlobals: Check = async (root) => {
  const findings: Finding[] = [];
  const files = await listFiles(root, ['lib'], /\.tsx?$/);
  const ruled = files.filter((path) => pure.test(path) || session.test(path));
  for (const path of ruled) {
    const rules = pure.test(path) ? forbidden : handedIn;
    for (const { name, line } of findGlobals(await readText(root, path), rules)) {
      findings.push({ where: `${path}:${line}`, what: `global ${name}: ${rules[name]}` });
    }
  }
  if (ruled.length === 0) findings.push({ where: 'lib', what: 'there is nothing to look at' });
  return { findings, notes: [`${ruled.length} files`] };
};
