import type { Core } from '../core';
import type { Message, Uin } from '../world';
import type { Field } from './encode-reply';
import type { Params } from './parse-request';
import type { Limit } from './penalties';
import type { Requests } from './requests';
import type { Sessions } from './sessions';

/** Where a command is carried out. */
export interface Office {
  core: Core;
  sessions: Sessions;
  requests: Requests;
}

/** Who asks, and with which request. */
export interface Caller {
  uin: Uin;
  address: string;
  seq: string;
}

export interface Outcome {
  res: number;
  /** The fields of each reply: one reply, but for Query_Stat's double one. */
  replies: Field[][];
  /** The messages taken or handed over, which a replay hands over again. */
  messages: Message[];
  /** How long the answer takes, where it is a refusal. */
  holdMs?: number;
}

/** The work asked for. It is done at once and whole: nothing else happens meanwhile. */
export type Work = (office: Office, caller: Caller) => Outcome;

export interface Command {
  /** Its name as the texts write it; requests may write it in any case. */
  name: string;
  /** Its name as replies write it. */
  echo: string;
  /** Whether a success ends with `&`. */
  endsOpen?: true;
  /** Whether it needs no session. */
  beforeLogin?: true;
  limit?: Limit;
  /** Whether UN names one person whom it is about: the ledger then has them as `to`. */
  about?: 'UN';
  /** Reads the parameters; undefined means malformed, which is answered with NULL. */
  prepare(params: Params): Work | undefined;
}

/** A refusal, for whatever reason the command has; it takes a while. */
export function refused(holdMs: number): Outcome {
  return { res: 3, replies: [[]], messages: [], holdMs };
}

/** A command carried out, with one reply of these fields. */
export function done(fields: Field[] = [], messages: Message[] = []): Outcome {
  return { res: 0, replies: [fields], messages };
}
