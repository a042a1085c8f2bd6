import { type Keep, keeps } from './keep';
import { parseStatusAddress } from './status-address';

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
  /** Origin of the service that links of temporary sessions point to; absent: the addresses of record. */
  readonly linkService?: string;
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

/** Whatever an older or newer version left there: what is not understood is as if never chosen. */
export function parseSettings(raw: unknown): Settings {
  const chosen = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<Record<keyof Settings, unknown>>;
  const notices = noticeLevels.find((level) => level === chosen.notices);
  const { linkService } = chosen;
  const { snoozedUntil, volume } = chosen;
  const sound = soundNames.find((name) => name === chosen.sound);
  const minutes = lockChoices.find((choice) => choice === chosen.lockAfter);
  const awayAfter = lockChoices.find((choice) => choice === chosen.awayAfter);
  return {
    checkEvery: chosen.checkEvery === 'server' ? 'server' : defaultSettings.checkEvery,
    undoSeconds: undoChoices.find((seconds) => seconds === chosen.undoSeconds) ?? defaultSettings.undoSeconds,
    ...(minutes !== undefined && { lockAfter: minutes }),
    ...(awayAfter !== undefined && { awayAfter }),
    ...(chosen.live === true && { live: true }),
    ...(chosen.countRequests === true && { countRequests: true }),
    // Not understood keeps everything: what is deleted does not come back.
    keep: keeps.find((keep) => keep === chosen.keep) ?? defaultSettings.keep,
    ...(typeof chosen.statusAddress === 'string' &&
      parseStatusAddress(chosen.statusAddress) === chosen.statusAddress && { statusAddress: chosen.statusAddress }),
    ...(notices !== undefined && notices !== 'everything' && { notices }),
    ...(typeof linkService === 'string' && /^https?:\/\/[^/\s]{1,200}$/.test(linkService) && { linkService }),
    ...(chosen.keepCounts === true && { keepCounts: true as const }),
    ...(typeof snoozedUntil === 'number' && snoozedUntil > 0 && Number.isFinite(snoozedUntil) && { snoozedUntil }),
    ...(sound !== undefined && { sound }),
    ...(typeof volume === 'number' && volume >= 1 && volume <= 100 && { volume: Math.round(volume) }),
  };
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
