import type { RealNumber } from '../model/ids';

/** Every form of address that opens a chat with somebody who is no contact (spec/temporary-session, Links). */
export const linkKinds = ['web', 'signed', 'phone', 'desktop', 'plain', 'keyed', 'enterprise'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** What such an address says, whoever made it. Only `kind` and what the kind cannot do without are sure to be there. */
export interface TemporaryLink {
  readonly kind: LinkKind;
  /** Whom it calls. Absent where a key or a session of the enterprise stands for the person. */
  readonly number?: RealNumber;
  /** A personal key, carried through as it is: nobody but its service can make or read one. */
  readonly key?: string;
  /** The id of a session that the enterprise's service has opened. */
  readonly session?: string;
  /** Names the site that the link stands on, for counting. */
  readonly source?: string;
  readonly menu?: string;
  readonly autoid?: string;
  /** How long it lives from `signedAt`; without that moment nobody can tell when it ends. */
  readonly lifeSeconds?: number;
  /** Seconds since 1970, as the link says it. */
  readonly signedAt?: number;
  /** MD5 over number, moment and secret: 32 hex digits. */
  readonly token?: string;
  /** HMAC-SHA-256 over all of it: 64 hex digits. */
  readonly seal?: string;
  /** Whoever opens it is asked for a code of six digits. */
  readonly asksCode?: boolean;
}

/** A link lives one to 24 hours (spec/temporary-session, Rules). */
export const shortestLifeSeconds = 3_600;
export const longestLifeSeconds = 86_400;

/** In UTF-16 units: nothing that a person pastes on purpose is longer, and what is must not be read. */
export const longestLink = 2_048;
export const longestSource = 64;
