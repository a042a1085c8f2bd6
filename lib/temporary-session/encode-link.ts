import type { TemporaryLink } from './link';

/** Where links point. Each is a setting: the services of record are gone, and whoever runs one again says where. */
export interface LinkPlaces {
  readonly web: string;
  readonly plain: string;
  readonly keyed: string;
}

export const placesOfRecord: LinkPlaces = {
  web: 'https://qm.qq.com/go',
  plain: 'http://wpa.qq.com/msgrd',
  keyed: 'http://sighttp.qq.com/cgi-bin/check',
};

/**
 * The address of a link, its parameters in the order of the texts that describe them (spec/temporary-session, Links).
 * The phone's has the two ampersands of the 2025 text.
 */
export function encodeLink(link: TemporaryLink, places: LinkPlaces = placesOfRecord): string {
  const { number = '', source, key = '' } = link;
  switch (link.kind) {
    case 'web':
    case 'signed':
    case 'enterprise':
      return `${places.web}?${webQuery(link)}`;
    case 'phone':
      return `mqqwpa://im/chat?chat_type=temp&&uin=${number}`;
    case 'desktop':
      return `tencent://message/?${query([
        ['uin', number],
        ['Site', source],
        ['Menu', 'yes'],
      ])}`;
    case 'plain':
      return `${places.plain}?${query([
        ['v', '3'],
        ['uin', number],
        ['site', source ?? 'qq'],
        ['menu', 'yes'],
      ])}`;
    case 'keyed':
      return `${places.keyed}?sigkey=${encodeURIComponent(key)}`;
    default:
      return link.kind satisfies never;
  }
}

function webQuery(link: TemporaryLink): string {
  return query([
    ['tn', 'temporary'],
    ['session', link.session],
    ['uin', link.number],
    ['from', link.source],
    ['menu', link.menu ?? 'yes'],
    ['autoid', link.autoid],
    ['expire', link.lifeSeconds],
    ['timestamp', link.signedAt],
    ['token', link.token],
    ['seal', link.seal],
    ['code', link.asksCode ? '1' : undefined],
  ]);
}

function query(pairs: ReadonlyArray<readonly [string, string | number | undefined]>): string {
  return pairs
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}
