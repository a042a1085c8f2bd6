/**
 * The address of a `getonline` or `pa` service as a person typed it, canonical, or undefined. Nothing behind a `?`: numbers go
 * there. `usual` is its path where none was typed.
 */
export function parseStatusAddress(typed: string, usual: '/getonline' | '/pa' = '/getonline'): string | undefined {
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
  const path = url.pathname === '/' ? usual : url.pathname;
  return `${url.origin}${path}`;
}
