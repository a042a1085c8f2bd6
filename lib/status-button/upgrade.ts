import { mostWatched, type WatchAnswer, type WatchedButton } from '../model/frame-call';
import type { ShownState } from '../model/shown-state';
import { type FrameApi, type Line, listen } from './bridge';
import { aimOf, isInPlainSight, isPlain } from './clicks';
import type { Look } from './draw';
import type { Found } from './find';
import { isEnterprise } from './match';
import { findSpot, type Placed, placeButton, type Spot } from './place';
import type { Search } from './search';
import { readStatic } from './static-picture';
import type { Words } from './words';

/** Buttons in one frame, buttons ever put into it, and how often one is put back: what is past these stays a picture. */
const most = 1000;
const mostEver = 3000;
const mostReturns = 3;
/** What is read or written in one task, in ms. */
const slice = 30;
/** Before the next frame, and after whatever the person does: each frame in between would lay the page out once more. */
const soon = (task: () => void) =>
  (
    globalThis as unknown as { scheduler: { postTask(task: () => void, options: object): Promise<void> } }
  ).scheduler.postTask(task, { priority: 'user-blocking' });
const mostTries = 5;

interface Button {
  readonly found: Found;
  readonly placed: Placed;
  returns: number;
}

/** Keeps every legacy picture of a document upgraded until it is told to stop. Answers how to stop. */
export function upgradePage(doc: Document, api: FrameApi, line: Line, words: Words, search: Search): () => void {
  const { find: findPictures, roots: openRoots, read: readElement, keep: keepScanning } = search;
  /** Undefined while it waits for its turn. */
  const buttons = new Map<Element, Button | undefined>();
  const byHost = new WeakMap<EventTarget, Button>();
  const states = new Map<string, ShownState>();
  let hidden: readonly string[] = [];
  /** Pictures to be read, and what was read of them and is to be written. */
  const waiting: Found[] = [];
  const spots: [Found, Spot][] = [];
  const shown = new Set<unknown>();
  let unwatched: Found[] = [];
  let ever = 0;
  let writes = false;
  /** What the pointer is over, and since when; the button, where it is one. */
  let under: EventTarget | undefined;
  let since = 0;
  let over: Button | undefined;
  let pointer = '';

  const stateOf = ({ number }: Found): Look =>
    isEnterprise(number) ? 'enterprise' : (states.get(number) ?? 'unknown');

  /** The page asks the old service by a script and draws icons beside its links as it likes. */
  const drawsItself = () => doc.querySelector('script[src*="/getonline?" i]') !== null;

  function look(): readonly Node[] {
    if (!line.alive()) {
      setTimeout(stop);
      return [];
    }
    const end = performance.now() + slice;
    for (const [element, button] of buttons) if (button) check(element, button);
    const roots = openRoots(doc);
    const idle = !waiting[0] && !spots[0];
    const found = findPictures(doc, roots, Math.min(mostEver - ever, most - buttons.size), true, buttons, shown);
    let itself: boolean | undefined;
    for (const one of found) {
      if (one.via === 'mark') itself ??= drawsItself();
      if (hidden.includes(one.number) || (one.via === 'mark' && itself)) continue;
      ever++;
      buttons.set(one.element, undefined);
      waiting.push((search.statics && one.via === 'mark' && readStatic(one, doc.baseURI)) || one);
    }
    if (idle) work(end);
    return roots;
  }

  /** Whether a button still stands for what the page shows there. */
  function check(element: Element, button: Button): void {
    const { found, placed } = button;
    // A background that we put out cannot be read any more, and a mark stands for no picture: they count until they go.
    const kept = found.via === 'css-background' || found.via === 'mark' || found.link ? found : undefined;
    const now = readElement(found.element, doc.baseURI, kept);
    const wanted = element.isConnected && !hidden.includes(found.number);
    const same = wanted && now?.number === found.number && now.style === found.style;
    if (same && (placed.host.isConnected || button.returns++ < mostReturns)) {
      if (!placed.host.isConnected) placed.restore();
      return;
    }
    buttons.delete(element);
    placed.remove();
  }

  /** Reads all there is, in as many tasks as it takes, before it writes anything: one layout for all of it. */
  function work(end = performance.now() + slice): void {
    while (waiting[0] && performance.now() < end) {
      const found = waiting.shift() as Found;
      spots.push([found, findSpot(found)]);
    }
    while (!waiting[0] && spots[0] && performance.now() < end) {
      const [found, spot] = spots.shift() as [Found, Spot];
      const button = { found, placed: placeButton(found, spot, words), returns: 0 };
      buttons.set(found.link ?? found.element, button);
      byHost.set(button.placed.host, button);
      button.placed.show(stateOf(found));
      unwatched.push(found);
    }
    if (waiting[0] || spots[0]) void soon(() => work());
    // In a task of its own: the buttons stand there first.
    else if (unwatched[0]) setTimeout(tell);
  }

  function tell(): void {
    while (unwatched.length > 0) {
      const told = unwatched.slice(0, mostWatched).map(({ element: _, link: __, ...picture }) => picture);
      unwatched = unwatched.slice(mostWatched);
      void ask(told, 1);
    }
  }

  /** A worker that dies before it answers, or is being started, is asked again. */
  async function ask(told: readonly WatchedButton[], tries: number): Promise<void> {
    const answer = (await line.call('watch', { buttons: told })) as WatchAnswer | undefined;
    if (answer) take(answer);
    else if (line.alive() && tries < mostTries) setTimeout(ask, tries * 1000, told, tries + 1);
  }

  function take({ states: news, writes: canWrite, hides }: WatchAnswer): void {
    writes = canWrite;
    if (hides.join() !== hidden.join()) {
      hidden = hides;
      look();
    }
    for (const [number, state] of Object.entries(news)) states.set(number, state);
    // All of them, whatever changed: how long it takes says nothing then.
    for (const button of buttons.values()) {
      if (button && button.found.number in news) button.placed.show(stateOf(button.found));
    }
  }

  /** The pointer is over something else than before: the browser's own menu has to know before it is asked for. */
  function point({ screenX, screenY, timeStamp }: MouseEvent, target: EventTarget, button: Button | undefined): void {
    const about = (button ?? over)?.found;
    if (about) {
      const number = aimOf(about.element, about.number)?.number ?? about.number;
      void line.call('open', { number, kind: button ? 'over' : 'away' });
    }
    // Where the pointer stands as it stood, the page moved the button under it: a pointer that came is in no hurry.
    const at = `${screenX} ${screenY}`;
    since = at === pointer ? timeStamp : 0;
    under = target;
    over = button;
    pointer = at;
  }

  /** In capture, before any listener of the page below the window; the page's own link then leads nowhere. */
  function onClick(event: Event): void {
    // The innermost that can be seen from here: a button in a shadow root of the page's too.
    const target = event.composedPath()[0] ?? doc;
    const button = byHost.get(target);
    if (event.type === 'mouseover') {
      if (event.isTrusted && target !== under) point(event as MouseEvent, target, button);
      return;
    }
    if (!button || !(event instanceof MouseEvent) || !isPlain(event) || !writes || !line.alive()) return;
    const aim = aimOf(button.found.element, button.found.number);
    if (!aim || !isInPlainSight(button.placed.host, event, since)) return;
    event.stopImmediatePropagation();
    if (event.type !== 'click') return;
    event.preventDefault();
    void line.call('open', aim);
  }

  const clicks = ['mouseover', 'mousedown', 'mouseup', 'click'];
  for (const name of clicks) addEventListener(name, onClick, true);
  const endListening = listen(api, line, (push) => ('stop' in push ? stop() : take(push)));
  const stopScanning = keepScanning(look);

  function stop(): void {
    stopScanning();
    endListening();
    for (const name of clicks) removeEventListener(name, onClick, true);
    waiting.length = spots.length = 0;
    for (const button of buttons.values()) button?.placed.remove();
    buttons.clear();
  }
  return stop;
}
