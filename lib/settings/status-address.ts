/** The address of a `getonline` service as a person typed it, canonical, or undefined. Nothing behind a `?`: numbers go there. */
export function parseStatusAddress(typed: string): string | undefined {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`);
  if (
    text === '' ||
    text.length > 300 ||
    /^(?!https?:)[a-z]+:\/\//i.test(text) ||
    url === null ||
    url.username ||
    url.password
  )
    return undefined;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const path = url.pathname === '/' ? '/getonline' : url.pathname;
  return `${url.origin}${path}`;
}
