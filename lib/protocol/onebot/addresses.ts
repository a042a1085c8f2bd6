/** What a search on this machine knocks at: WebSocket and HTTP of today's servers, then go-cqhttp and the standard. */
export const usualAddresses: readonly string[] = [3001, 3000, 8080, 5700, 6700].map(
  (port) => `ws://127.0.0.1:${port}/`,
);

/** The same server asked over HTTP, where actions stand behind the slash. */
export function httpTwin(server: string): string {
  return server.replace(/^ws/, 'http');
}
