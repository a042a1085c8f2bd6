/** Whether a text is a host as sites are named by. */
export function isHost(text: string): boolean {
  return /^[a-z0-9._-]{1,253}$|^\[[0-9a-f:.]{2,45}\]$/i.test(text);
}

/** The match pattern that the browser is asked for. */
export function patternOf(host: string): string {
  return `*://${host}/*`;
}

export const allSites = '*://*/*';
