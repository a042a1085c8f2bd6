import type { JSX } from 'preact';
import { render } from 'preact';
import type { World } from '../../components/world';
import { openWorld } from './open-world';

/** Draws a page into its `#app`. The root's `lang` picks the forms of Han characters. */
export function showPage(draw: (world: World) => JSX.Element): void {
  const root = document.getElementById('app');
  if (root === null) return;
  const world = openWorld();
  document.documentElement.lang = world.i18n.t('lang');
  render(draw(world), root);
}
