import { type Asks, asks } from '../model/known-state';
import { parseStatusAddress } from './status-address';

/** How long messages stay: for ever, for some days, or the newest so many of all accounts together. */
export const keeps = ['for-ever', '30-days', '90-days', '365-days', 'newest-10000', 'newest-100000'] as const;
export type Keep = (typeof keeps)[number];

/** What a person chose for everything, kept in storage.local. What belongs to one account stands in its row. */
export interface Settings {
  /** How often an account is asked that has no line of its own. `server`: as often as its server wishes, mostly a minute. */
  readonly checkEvery: CheckEvery;
  /** For so many seconds a reply waits and can be taken back; 0: it leaves at once. */
  readonly undoSeconds: UndoSeconds;
  /** Minutes without a key or a move after which the passphrase is asked for; absent: never. */
  readonly lockAfter?: LockAfter;
  /** Minutes without a key or a move after which numbers that are online show as away; absent: never. */
  readonly awayAfter?: LockAfter;
  /** Servers that hold a request until there is something are asked without a pause. */
  readonly live?: true;
  /** Open requests count in the one number; absent: they do not. */
  readonly countRequests?: true;
  /** How long messages stay. */
  readonly keep: Keep;
  /** Who is asked for the state of strangers on web pages, canonical; absent: nobody. */
  readonly statusAddress?: string;
  /** Where a picture's name tells it, one number at a time, if that one does not answer; canonical; absent: nowhere. */
  readonly pictureAddress?: string;
  /** Whose state pages show unless a site has a choice of its own; absent: contacts, or all where a service is named. */
  readonly asks?: Asks;
  /** Pictures that never told a state are replaced by live buttons too; absent: a mark stands beside their link. */
  readonly replaceStatic?: true;
  /** What desktop notifications show; absent: everything. */
  readonly notices?: Exclude<NoticeLevel, 'everything'>;
  /** No notification of anything before this moment, in epoch ms; absent or past: as usual. */
  readonly snoozedUntil?: number;
  /** What is heard with a notification; absent: nothing. */
  readonly sound?: SoundName;
  /** 1 to 100; absent: `defaultVolume`. */
  readonly volume?: number;
  /** Counts of temporary sessions stay longer than 30 days: the person was told what they are, and agreed. */
  readonly keepCounts?: true;
  /** What strangers write stays as long as everything else: the person was told what that asks of them, and agreed. */
  readonly keepTemporary?: true;
  /** Origin of the service that links of temporary sessions point to; absent: the addresses of record. */
  readonly linkService?: string;
}

/** Whose state pages show where a site has no choice of its own. */
export function usualAsks({ asks: chosen, statusAddress, pictureAddress }: Settings): Asks {
  return chosen ?? ((statusAddress ?? pictureAddress) === undefined ? 'contacts' : 'all');
}

/** `names`: who wrote to which account, without the text; `nothing`: to which account only; `off`: no notifications. */
export const noticeLevels = ['everything', 'names', 'nothing', 'off'] as const;
export type NoticeLevel = (typeof noticeLevels)[number];

/** Both are made as they are played (lib/notify/play-sound.ts): no file is loaded. */
export const soundNames = ['bell', 'marimba'] as const;
export type SoundName = (typeof soundNames)[number];
export const defaultVolume = 60;

/** Until the person ends it: the last moment a Date can name, since JSON knows no Infinity. */
export const untilEnded = 8.64e15;

export type CheckEvery = 'half-minute' | 'server';
export const lockChoices = [5, 15, 60] as const;
export type LockAfter = (typeof lockChoices)[number];

export const undoChoices = [0, 3, 5, 10] as const;
export type UndoSeconds = (typeof undoChoices)[number];

export const settingsKey = 'settings';
export const defaultSettings: Settings = { checkEvery: 'half-minute', undoSeconds: 0, keep: 'for-ever' };

const oneOf =
  <T>(known: readonly T[]) =>
  (raw: unknown) =>
    known.find((one) => one === raw);
const yes = oneOf([true] as const);
const textIf = (fits: (text: string) => boolean) => (raw: unknown) =>
  typeof raw === 'string' && fits(raw) ? raw : undefined;

/** What may stand under each name; undefined: as if never chosen. */
const parsers: { readonly [K in keyof Settings]-?: (raw: unknown) => Settings[K] | undefined } = {
  checkEvery: oneOf(['half-minute', 'server']),
  undoSeconds: oneOf(undoChoices),
  lockAfter: oneOf(lockChoices),
  awayAfter: oneOf(lockChoices),
  live: yes,
  countRequests: yes,
  // Not understood keeps everything: what is deleted does not come back.
  keep: oneOf(keeps),
  statusAddress: textIf((text) => parseStatusAddress(text) === text),
  pictureAddress: textIf((text) => parseStatusAddress(text, '/pa') === text),
  asks: oneOf(asks),
  replaceStatic: yes,
  notices: oneOf(['names', 'nothing', 'off']),
  snoozedUntil: (raw) => (Number.isFinite(raw) && Number(raw) > 0 ? Number(raw) : undefined),
  sound: oneOf(soundNames),
  volume: (raw) => (typeof raw === 'number' && raw >= 1 && raw <= 100 ? Math.round(raw) : undefined),
  keepCounts: yes,
  keepTemporary: yes,
  linkService: textIf((text) => /^https?:\/\/[^/\s]{1,200}$/.test(text)),
};

/** Whatever an older or newer version left there: what is not understood is as if never chosen. */
export function parseSettings(raw: unknown): Settings {
  const chosen = Object(raw) as Record<string, unknown>;
  const understood = Object.entries(parsers)
    .map(([name, parse]) => [name, parse(chosen[name])] as const)
    .filter(([, choice]) => choice !== undefined);
  return { ...defaultSettings, ...Object.fromEntries(understood) };
}

/** The interval to ask at, in milliseconds; a protocol never goes above its server's own (design 4). */
export function planInterval({ checkEvery }: Pick<Settings, 'checkEvery'>): number {
  return checkEvery === 'server' ? Number.POSITIVE_INFINITY : 30_000;
}

/** Where settings lie; entry points hand it in. */
export interface SettingsPort {
  read(): Promise<Settings>;
  write(settings: Settings): Promise<void>;
}
