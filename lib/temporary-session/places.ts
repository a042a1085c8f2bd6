import type { LinkPlaces } from './encode-link';
import type { ButtonPlaces } from './own-button';

/**
 * The places at a service of the person's own: the paths of record under one origin. The services of record are gone,
 * and whoever runs one again says where.
 */
export function placesAt(origin: string): LinkPlaces & Pick<ButtonPlaces, 'keyedScript'> {
  return {
    web: `${origin}/go`,
    plain: `${origin}/msgrd`,
    keyed: `${origin}/cgi-bin/check`,
    keyedScript: `${origin}/wpa.js`,
  };
}

/** An origin as it is kept, or undefined where the text names none of http or https. */
export function parseService(typed: string): string | undefined {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (text === '' || url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined;
  const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return bare && url.pathname === '/' ? url.origin : undefined;
}
