export type Language = 'en' | 'zh-CN';

export interface ChromiumFlags {
  /** Folder of the unpacked extension. */
  readonly extension: string;
  readonly lang?: Language;
  /** 'wpa.qq.com:80' → a port on this machine. Once given, every other host fails to resolve: nothing leaks out. */
  readonly hostMap?: Readonly<Record<string, number>>;
  /** False: pages ask for no pictures. */
  readonly pictures?: boolean;
}

export function chromiumFlags({ extension, lang = 'en', hostMap, pictures = true }: ChromiumFlags): string[] {
  return [
    // This one loads the extension although --disable-extensions stands before it; --load-extension alone does not.
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
    `--lang=${lang}`,
    ...(pictures ? [] : ['--blink-settings=imagesEnabled=false']),
    ...(hostMap ? [`--host-resolver-rules=${resolverRules(hostMap)}`] : []),
  ];
}

function resolverRules(hostMap: Readonly<Record<string, number>>): string {
  const mapped = Object.entries(hostMap).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`);
  const local = Array.from({ length: 9 }, (_, i) => `EXCLUDE 127.0.0.${i + 1}`);
  return [...mapped, 'MAP * ~NOTFOUND', 'EXCLUDE localhost', ...local].join(', ');
}

/** On Linux the language of the browser comes from here; --lang is what the other systems look at. */
export function languageEnvironment(lang: Language = 'en', desktop?: string): Record<string, string> {
  return { ...desktopEnvironment(desktop), LANGUAGE: lang === 'zh-CN' ? 'zh_CN' : 'en' };
}

/** Our own environment, with the desktop at that address (`NotificationService`) in place of the machine's. */
export function desktopEnvironment(desktop?: string): Record<string, string> {
  const known = Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return { ...Object.fromEntries(known), ...(desktop !== undefined && { DBUS_SESSION_BUS_ADDRESS: desktop }) };
}
