import type { RealNumber } from './ids';
import type { ShownState } from './shown-state';

/** What passes between the background and a page's frame. A frame is taken as hostile: it is told states, nothing else. */

/**
 * How a page shows a status picture; `mark`: it shows none, and a small mark stands beside its link to a chat;
 * `static-button`: a picture that never told a state.
 */
export const vias = ['image', 'css-background', 'lazy-attr', 'mark', 'static-button'] as const;
export type Via = (typeof vias)[number];

/** A button that a frame put in a picture's place. */
export interface WatchedButton {
  readonly number: RealNumber;
  readonly version: number;
  readonly style: number | null;
  readonly via: Via;
}

/** Buttons that one call may tell of. */
export const mostWatched = 64;

/**
 * `same`: picture and link name one number; `differs`: this is the link's, the picture showed another one. `over`: nothing
 * was clicked, the pointer is over that button, and the browser's own menu may be asked for; `away`: it left.
 */
export const openKinds = ['same', 'differs', 'over', 'away'] as const;
export type OpenKind = (typeof openKinds)[number];

export type States = Readonly<Record<RealNumber, ShownState>>;

/** The answer to a watch, all of it at once. */
export interface WatchAnswer {
  readonly states: States;
  /** An account can write to the numbers of this page: clicks are for Uinbell. */
  readonly writes: boolean;
  /** Numbers of this site that the person wants no button for. */
  readonly hides: readonly RealNumber[];
}

/** What the background says to a frame by itself. `stop`: the buttons go, and the pictures come back. */
export type FramePush =
  | ({ readonly to: 'status-button'; readonly build: string } & WatchAnswer)
  | { readonly to: 'status-button'; readonly build: string; readonly stop: true };
