import type { Uin } from '../world';

/** What the service knows of somebody who may be called. */
export interface Callee {
  /** Whether they take temporary sessions: the texts have it off until the person switches it on. */
  on: boolean;
  /** What tokens, seals and codes are made with. */
  secret?: string;
  /** Links without a proof are refused. */
  signedOnly: boolean;
  /** Personal keys, each standing for the person. */
  keys: string[];
}

/** An enterprise's access: who signs in as it, and who answers. */
export interface Enterprise {
  id: string;
  secret: string;
  /** The group of agents that its calls are handed to. */
  agents: Uin[];
}

/** In memory only: a restart keeps it, a reset forgets it. */
export class Callees {
  readonly #people = new Map<Uin, Callee>();
  readonly enterprises = new Map<string, Enterprise>();

  get(uin: Uin): Callee {
    return this.#people.get(uin) ?? { on: false, signedOnly: false, keys: [] };
  }

  change(uin: Uin, change: Partial<Callee>): void {
    this.#people.set(uin, { ...this.get(uin), ...change });
  }

  byKey(key: string): Uin | undefined {
    return [...this.#people].find(([, { keys }]) => keys.includes(key))?.[0];
  }

  clear(): void {
    this.#people.clear();
    this.enterprises.clear();
  }
}
