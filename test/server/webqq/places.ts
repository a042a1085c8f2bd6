import type { Asked } from './asked';

/** The hosts of the service, without what they end in (spec/webqq, B1). The longest comes first. */
const HOSTS = [
  ...['ssl', 'ui', 'xui', 'check', 'captcha'].map((host) => `${host}.ptlogin2.`),
  ...['ptlogin4', 'ptlogin2', 's', 'd', 'd1'].map((host) => `${host}.web2.`),
  ...['ptlogin2.', 'web2.', 'captcha.', 'web.', 'w.'],
];

/** Where a client believes the service to be. */
export interface Place {
  /** What all hosts end in, such as `qq.com`; null where one host is all of them. */
  base: string | null;
  host: string;
}

/** Where the caller is: a host of the service by its own name, under whatever domain, or one address for everything. */
export function placeOf({ host }: Asked): Place {
  const prefix = HOSTS.find((each) => host.startsWith(each) && host.length > each.length);
  return { base: prefix === undefined ? null : host.slice(prefix.length), host };
}

/** The address of a host of the service, as this caller can reach it. */
export function addressOf({ base, host }: Place, prefix: string): string {
  return `http://${base === null ? host : prefix + base}`;
}

/** What a cookie of this domain says of it; a host cannot set cookies for others, so one that is alone says nothing. */
export function domainOf({ base }: Place, prefix: '' | 'web2.' | 'ptlogin2.'): string {
  return base === null ? '' : ` DOMAIN=${prefix}${base.replace(/:\d+$/, '')};`;
}

/** Whether an address is one of the service's, as this caller reaches it. */
export function isOurs({ base, host }: Place, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const domain = base?.replace(/:\d+$/, '');
  return domain === undefined ? url.host === host || isRecordedHost(url) : url.hostname.endsWith(domain);
}

/** Clients that were given another address kept the Referer of the service they were made for. */
function isRecordedHost({ hostname }: URL): boolean {
  return hostname.endsWith('.qq.com');
}
