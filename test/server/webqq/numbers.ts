import { createHash } from 'node:crypto';
import type { Core } from '../core';
import type { SignIn } from './sign-ins';

/** Whom a number stands for: a person, a group in lists and messages (gid), a group in calls about it (code). */
export type NumberKind = 'person' | 'gid' | 'code';

export interface Named {
  kind: NumberKind;
  number: string;
}

/** Where each kind's numbers lie, so that a wrong one is seen in a log; all fit 32 bits. */
const RANGES: Record<NumberKind, { from: number; size: number }> = {
  person: { from: 2_000_000_000, size: 900_000_000 },
  gid: { from: 3_000_000_000, size: 90_000_000 },
  code: { from: 3_100_000_000, size: 90_000_000 },
};

/**
 * The numbers that stand for people and groups within one sign-in and change with the next (spec/webqq, B3). They follow
 * from the sign-in and the number alone, so nothing is kept; discussions go by their own number.
 */
export class Numbers {
  readonly #named = new Map<number, Map<number, Named>>();

  constructor(private readonly core: Core) {}

  of({ serial }: SignIn, kind: NumberKind, number: string): number {
    const { from, size } = RANGES[kind];
    const named = this.#named.get(serial) ?? new Map<number, Named>();
    this.#named.set(serial, named);
    const hash = createHash('sha256').update(`${this.core.seed} ${serial} ${kind} ${number}`).digest();
    let id = from + (hash.readUInt32BE() % size);
    // Two that fall on one number: the later one gets the next.
    for (let other = named.get(id); other !== undefined && other.number !== number; other = named.get(id)) id += 1;
    named.set(id, { kind, number });
    return id;
  }

  /** Whom a client means; undefined for a number that this sign-in was never told. */
  back(signIn: SignIn, id: number): Named | undefined {
    return this.#named.get(signIn.serial)?.get(id) ?? this.#lookAgain(signIn, id);
  }

  forget(): void {
    this.#named.clear();
  }

  /** After the process has died the numbers are still those it gave out. */
  #lookAgain(signIn: SignIn, id: number): Named | undefined {
    for (const { uin } of this.core.world.profiles()) this.of(signIn, 'person', uin);
    for (const { gid } of this.core.groups.of(signIn.uin)) {
      this.of(signIn, 'gid', gid);
      this.of(signIn, 'code', gid);
    }
    return this.#named.get(signIn.serial)?.get(id);
  }
}
