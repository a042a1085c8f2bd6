import type { Page } from 'playwright-core';
import type { Rows } from './people';

/** A screen in one state of things, as a person would see it. */
export interface Picture {
  readonly name: string;
  readonly path: string;
  readonly rows: (now: number) => Rows;
  readonly width: number;
  readonly height: number;
  readonly lang?: 'en' | 'zh-CN';
  readonly dark?: boolean;
  /** What a person does before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
  readonly ready: string;
  /** How the vault stands; without a passphrase unless said otherwise. */
  readonly vault?: object;
  /** What the background answers, by call; null unless said otherwise. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** What lies in storage.local beside the store. */
  readonly local?: (now: number) => Record<string, unknown>;
}

/** A page at the size it is looked at in. */
export type Shape = Pick<Picture, 'path' | 'width' | 'height' | 'ready'>;
