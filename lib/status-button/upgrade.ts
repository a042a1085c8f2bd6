import { mostWatched, type States, type WatchedButton } from '../model/frame-call';
import type { ShownState } from '../model/shown-state';
import type { Bridge } from './bridge';
import { aimOf, isPlain } from './clicks';
import type { Words } from './face';
import { type Found, findPictures } from './find';
import { keepScanning } from './keep-scanning';
import { isEnterprise } from './match';
import { findSpot, type Placed, placeButton } from './place';

/** Buttons in one frame, buttons ever put into it, and how often one is put back: what is past these stays a picture. */
const [most, mostEver, mostReturns] = [1000, 3000, 3];
/** A task that goes on longer than this lets the page go first, in ms. */
const slice = 12;
const batch = 50;
const mostTries = 5;

interface Button {
  readonly found: Found;
  readonly placed: Placed;
  returns: number;
}

/** Keeps every legacy picture of a document upgraded until it is told to stop. Answers how to stop. */
export function upgradePage(doc: Document, bridge: Bridge, words: Words): () => void {
  const buttons = new Map<Element, Button>();
  const states = new Map<string, ShownState>();
  const waiting: Found[] = [];
  const queued = new WeakSet<Element>();
  let unwatched: Found[] = [];
  let [ever, working, writes] = [0, false, false];

  const stateOf = ({ number }: Found): ShownState =>
    isEnterprise(number) ? 'unknown' : (states.get(number) ?? 'unknown');

  function look(): void {
    if (!bridge.alive()) {
      stop();
      return;
    }
    const found = new Map(findPictures(doc, doc.baseURI).map((one) => [one.element as Element, one]));
    for (const [element, button] of buttons) check(element, button, found.get(element));
    for (const [element, one] of found) {
      if (buttons.has(element) || queued.has(element)) continue;
      if (ever >= mostEver || buttons.size + waiting.length >= most) break;
      ever++;
      queued.add(element);
      waiting.push(one);
    }
    if (waiting.length > 0 && !working) work();
  }

  /** Whether a button still stands for what the page shows there. */
  function check(element: Element, button: Button, now: Found | undefined): void {
    const { found, placed } = button;
    // A background that we put out cannot be read any more: it counts until its element goes.
    const same =
      found.via === 'css-background'
        ? element.isConnected
        : now && now.number === found.number && now.style === found.style;
    const there = placed.host.isConnected && element.isConnected;
    if (same && (there || (button.returns++ < mostReturns && placed.restore()))) return;
    buttons.delete(element);
    placed.remove();
  }

  /** Reads all of a batch, then writes it: one layout for fifty buttons. */
  function work(): void {
    const start = performance.now();
    do {
      const ready = waiting.splice(0, batch);
      const spots = ready.map(findSpot);
      for (const [i, found] of ready.entries()) {
        const spot = spots[i];
        queued.delete(found.element);
        if (spot) put(found, placeButton(found, spot, words));
      }
    } while (waiting.length > 0 && performance.now() - start < slice);
    working = waiting.length > 0;
    if (working) setTimeout(work);
    tell();
  }

  function put(found: Found, placed: Placed): void {
    buttons.set(found.element, { found, placed, returns: 0 });
    placed.show(stateOf(found));
    unwatched.push(found);
  }

  function tell(): void {
    while (unwatched.length > 0 && (!working || unwatched.length >= mostWatched)) {
      const told = unwatched.slice(0, mostWatched).map(({ element: _, ...picture }) => picture);
      unwatched = unwatched.slice(mostWatched);
      void ask(told, 1);
    }
  }

  /** A worker that dies before it answers, or is being started, is asked again. */
  async function ask(told: readonly WatchedButton[], tries: number): Promise<void> {
    const answer = await bridge.watch(told);
    if (answer) take(answer.states, answer.writes);
    else if (bridge.alive() && tries < mostTries) setTimeout(() => void ask(told, tries + 1), tries * 1000);
  }

  function take(news: States, canWrite: boolean): void {
    writes = canWrite;
    for (const [number, state] of Object.entries(news)) states.set(number, state);
    for (const { found, placed } of buttons.values()) if (found.number in news) placed.show(stateOf(found));
  }

  /** In capture, before any listener of the page below the window; the page's own link then leads nowhere. */
  function onClick(event: Event): void {
    const button = [...buttons.values()].find(({ placed }) => placed.host === event.target);
    if (!button || !(event instanceof MouseEvent) || !isPlain(event) || !writes || !bridge.alive()) return;
    const aim = aimOf(button.found.element, button.found.number);
    if (!aim) return;
    event.stopImmediatePropagation();
    if (event.type !== 'click') return;
    event.preventDefault();
    void bridge.open(aim.number, aim.kind);
  }

  const clicks = ['mousedown', 'mouseup', 'click'];
  for (const name of clicks) addEventListener(name, onClick, true);
  bridge.listen((push) => ('stop' in push ? stop() : take(push.states, push.writes)));
  const stopScanning = keepScanning(doc, look);

  function stop(): void {
    stopScanning();
    bridge.end();
    for (const name of clicks) removeEventListener(name, onClick, true);
    waiting.length = 0;
    for (const { placed } of buttons.values()) placed.remove();
    buttons.clear();
  }
  return stop;
}
