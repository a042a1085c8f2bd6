/** Editors begin with what is to be edited, and make it editable when that is there: nothing of ours may stay in it. */
const telling = ['src', 'style', 'href', 'contenteditable'];

/**
 * Runs `look` now and again after the page changed, 30 ms after the first change. While a look is due nothing is observed:
 * a page that changes ten thousand nodes a second costs one look every quarter of a second, or fewer where looking takes
 * long: 60 times as long nothing is looked for, whatever a page does.
 *
 * @param look answers what to watch from then on: the document, and shadow roots
 */
export function keepScanning(look: () => readonly Node[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [rested, last] = [0, 0];
  const observer = new MutationObserver(() => {
    observer.disconnect();
    timer = setTimeout(run, Math.max(30, rested - performance.now()));
  });
  function watch() {
    for (const root of look()) {
      observer.observe(root, { childList: true, subtree: true, attributeFilter: telling });
    }
  }
  function run() {
    const start = performance.now();
    watch();
    const end = performance.now();
    // The quicker of two: a single slow one tells of the machine and not of the page.
    rested = end + Math.max(250, Math.min(last, end - start) * 60);
    last = end - start;
  }
  // Without a clock, which the browser would set up for it: most pages never change what is looked for.
  watch();
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}
