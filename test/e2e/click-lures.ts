import type { Attacked } from './attacked-site';

/** Rules of a page under which nobody can see what they click, each of them alone (facts/features 5.2, attack 1). */
export const hidingRules = [
  'body { opacity: 0.001 }',
  'html { opacity: 0 }',
  'body { zoom: 0.2 }',
  'p, body { opacity: 0.6 }',
  'p { filter: grayscale(1) opacity(0) }',
  'body { filter: contrast(0) }',
  'p { filter: blur(20px) }',
  'p { mix-blend-mode: screen; background: #fff }',
  'p { clip-path: circle(6px at 40px 12px) }',
  'body { mask: linear-gradient(#0000, #0000) }',
  'body { transform: scale(0.01) }',
];

/** Whatever a page's script can do with a button by itself. */
export function makeEvents(page: Attacked): Promise<void> {
  return page.evaluate(() => {
    const button = document.querySelector<HTMLElement>('img + span');
    for (const name of ['mouseover', 'mousedown', 'mouseup', 'click', 'pointerdown', 'keydown', 'touchend']) {
      button?.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true, composed: true, button: 0 }));
    }
    button?.click();
  });
}
