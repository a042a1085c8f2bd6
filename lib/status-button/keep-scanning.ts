/** Never more than this share of the time goes into looking, whatever a page does. */
const share = 1 / 60;
/** From the first change to a look, and at least from one look to the next, in ms. */
const [patience, pause] = [30, 250];

/**
 * Runs `look` now and again after the page changed. While a look is due nothing is observed: a page that changes ten
 * thousand nodes a second costs one look every quarter of a second, or fewer where looking takes long.
 *
 * @param root what to watch: a document, or a shadow root
 */
export function keepScanning(root: Node, look: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rested = 0;
  const observer = new MutationObserver(() => {
    observer.disconnect();
    timer = setTimeout(run, Math.max(patience, rested - performance.now()));
  });
  function run() {
    const start = performance.now();
    look();
    const end = performance.now();
    rested = end + Math.max(pause, (end - start) / share);
    observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['src', 'style'] });
  }
  run();
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}
