import type { Target, TargetEvent } from './chromium-targets';

/** Collects what went wrong in any context of a Chromium, as one line each. */
export function collectErrors(into: string[]): TargetEvent {
  return (target, method, params) => {
    // The browser's own pages (chrome://extensions, where the harness grants hosts) are not ours to judge.
    if (/^(chrome|devtools):/.test(target.url)) return;
    const said = describe(method, params);
    if (said !== undefined) into.push(`${place(target)}: ${said}`);
  };
}

const spoken = ['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded'];

/** Collects all that any context of a Chromium says, whole: what must not be in there is looked for afterwards. */
export function collectSaid(into: string[]): TargetEvent {
  return (target, method, params) => {
    if (spoken.includes(method)) into.push(`${place(target)}: ${JSON.stringify(params)}`);
  };
}

function describe(method: string, params: Record<string, unknown>): string | undefined {
  if (method === 'Runtime.exceptionThrown') {
    const { text, exception } = (params as unknown as Thrown).exceptionDetails;
    return `${text} ${exception?.description ?? String(exception?.value ?? '')}`.trim();
  }
  if (method === 'Runtime.consoleAPICalled') {
    const { type, args } = params as unknown as Said;
    if (type !== 'error' && type !== 'assert') return undefined;
    return `console.${type} ${args.map((arg) => arg.description ?? JSON.stringify(arg.value)).join(' ')}`;
  }
  if (method === 'Log.entryAdded') {
    const { level, source, text, url } = (params as unknown as Logged).entry;
    // A server that is down is the product's daily bread: it shows in the product, not here.
    return level === 'error' && source !== 'network' ? `${source} ${text} ${url ?? ''}`.trim() : undefined;
  }
  return undefined;
}

function place({ type, url }: Target): string {
  return type === 'service_worker' ? 'service worker' : url.replace(/^chrome-extension:\/\/[^/]*\//, '');
}

interface RemoteObject {
  readonly description?: string;
  readonly value?: unknown;
}
interface Thrown {
  readonly exceptionDetails: { readonly text: string; readonly exception?: RemoteObject };
}
interface Said {
  readonly type: string;
  readonly args: readonly RemoteObject[];
}
interface Logged {
  readonly entry: { readonly level: string; readonly source: string; readonly text: string; readonly url?: string };
}
