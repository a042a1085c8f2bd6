/**
 * The match pattern that allows what a server needs, `http://*.qq.com/*` for all hosts of a service. Ports are no part
 * of a host permission. `server` is an account's own, canonical; read as text, since no URL has an asterisk for a host.
 */
export function hostPattern(server: string): string {
  const [, scheme = '', host = ''] = /^(\w+):\/\/(\[[^\]]*\]|[^:/]*)/.exec(server) ?? [];
  // A socket needs no permission; what is asked over HTTP at the same place does.
  return `${scheme.replace('ws', 'http')}://${host}/*`;
}
