import type { EpochMs } from '../clock';
import { DurablePart, type Journal } from '../journal';
import type { Uin } from '../world';

/** The commands that answer in pages. */
export type PagedCommand = 'List' | 'Query_Stat' | 'Finger';

/** A client signed in. The server knows it by where it calls from and the number, by nothing else (spec/http-qq, A2). */
export interface Session {
  address: string;
  seenAt: EpochMs;
  /** The last number of the page just handed out, while more pages are to come. */
  pageEnds: Partial<Record<PagedCommand, Uin>>;
}

type SessionChange = { uin: Uin; session: Session | null };

/** Who is signed in. A number has one session: a sign-in at another address takes its place. */
export class Sessions extends DurablePart<SessionChange> {
  readonly #sessions = new Map<Uin, Session>();

  constructor(journal: Journal) {
    super('http-qq-sessions', journal);
  }

  get(uin: Uin): Session | undefined {
    return this.#sessions.get(uin);
  }

  /** The session of this number if it is this caller's own. */
  of(caller: { uin: Uin; address: string }): Session | undefined {
    const session = this.#sessions.get(caller.uin);
    return session?.address === caller.address ? session : undefined;
  }

  all(): [Uin, Session][] {
    return [...this.#sessions];
  }

  begin(uin: Uin, address: string, now: EpochMs): void {
    this.record({ uin, session: { address, seenAt: now, pageEnds: {} } });
  }

  /** Takes note that a client is alive. */
  touch(uin: Uin, now: EpochMs): void {
    this.#change(uin, (session) => ({ ...session, seenAt: now }));
  }

  /** Takes note of where a page ended; without an end the last page was handed out. */
  setPageEnd(uin: Uin, command: PagedCommand, end: Uin | undefined): void {
    this.#change(uin, ({ pageEnds: { [command]: _, ...others }, ...session }) => ({
      ...session,
      pageEnds: end === undefined ? others : { ...others, [command]: end },
    }));
  }

  end(uin: Uin): void {
    this.record({ uin, session: null });
  }

  #change(uin: Uin, change: (session: Session) => Session): void {
    const session = this.#sessions.get(uin);
    if (session !== undefined) this.record({ uin, session: change(session) });
  }

  override apply({ uin, session }: SessionChange): void {
    if (session === null) this.#sessions.delete(uin);
    else this.#sessions.set(uin, session);
  }

  override *rebuild(): Iterable<SessionChange> {
    for (const [uin, session] of this.#sessions) yield { uin, session };
  }

  override clear(): void {
    this.#sessions.clear();
  }
}
