/** Parts of the service, by the names of their hosts (spec/webqq, B1). */
export const hosts = {
  s: 's.web2.',
  d: 'd1.web2.',
  d3: 'd.web2.',
  ptlogin: 'ssl.ptlogin2.',
  sig: 'ptlogin4.web2.',
} as const;

/** The origin of a part of the service. */
export function originOf(server: string, host: keyof typeof hosts): string {
  return server.replace('*.', hosts[host]);
}

/** Whether an address that a server told lies within the service: nobody is led away from it. */
export function isWithin(server: string, address: URL): boolean {
  const whole = new URL(server.replace('*.', ''));
  if (!server.includes('*.')) return address.origin === whole.origin;
  return /^https?:$/.test(address.protocol) && (address.host === whole.host || address.host.endsWith(`.${whole.host}`));
}
