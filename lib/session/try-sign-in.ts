import type { Account } from '../model/account';
import type { SessionReason, SessionTruth } from '../model/session';
import type { Batch, Cursor, Protocol, Request, Want } from '../protocol/protocol';
import type { Secrets } from '../vault/vault';
import { memoryKeyring, type TrialKeyring, withTold } from './keyring';
import type { SessionPorts } from './ports';

export interface TryPorts extends Pick<SessionPorts, 'now' | 'random'> {
  /** Sends with secrets that are not stored yet. */
  try(account: Account, request: Request, keyring: TrialKeyring): ReturnType<SessionPorts['send']>;
  /** Trying these is over, well or not: lines that were opened for it may end. */
  tried?(accounts: readonly Account[]): void;
}

/** What became of one try. */
export type SignIn =
  | {
      readonly ok: true;
      readonly cursor: Cursor;
      readonly truth: SessionTruth;
      readonly follow: readonly Want[];
      readonly self?: Batch<Cursor>['self'];
      /** What it signs in with, and the cookies that came on the way. */
      readonly secrets: Secrets;
    }
  | { readonly ok: false; readonly reason: SessionReason; readonly said?: string };

/** What belongs to finding out whether somebody answers, and not to a session that goes on. */
const trials: readonly Want['kind'][] = ['probe', 'sign-in', 'version'];
const mostTrials = 8;

/**
 * A harmless question, then one sign-in, with secrets that are not stored: nothing is kept, whatever comes of it. Gives
 * up after `mostTrials` turns, so that a server which always wants something more cannot hold the form.
 */
export async function trySignIn(
  ports: TryPorts,
  protocol: Protocol<Cursor>,
  account: Account,
  secrets: Secrets,
): Promise<SignIn> {
  let cursor = protocol.start(() => ports.random());
  let wants: readonly Want[] = [{ kind: 'probe' }, { kind: 'sign-in' }];
  let tried: SignIn = { ok: false, reason: 'server-trouble' };
  const keyring = memoryKeyring(secrets);
  for (let turn = 0; turn < mostTrials; turn++) {
    const [want, ...others] = wants;
    if (!want) break;
    wants = others;
    const step = protocol.next(cursor, want, ports.now());
    if (step.kind !== 'ask') continue;
    const got = await ports.try(account, step.request, keyring);
    const told = protocol.told?.(step.request, got);
    if (told) await keyring.change((before) => withTold(before, told));
    const batch = protocol.accept(step.cursor, step.request, got, ports.now());
    cursor = batch.cursor;
    const truth = batch.session;
    const more = batch.then.filter(({ kind }) => trials.includes(kind));
    if (truth?.state === 'online') {
      const follow: readonly Want[] = tried.ok ? tried.follow : batch.then.filter(({ kind }) => !trials.includes(kind));
      const self: Batch<Cursor>['self'] = tried.ok ? tried.self : batch.self;
      tried = { ok: true, cursor, truth, follow, secrets: keyring.now(), ...(self && { self }) };
      wants = more;
    } else if (truth?.picture) {
      // The rest is the phone's, which may take its time: the account is kept and goes on by itself.
      return { ok: true, cursor, truth, follow: [{ kind: 'sign-in' }], secrets: keyring.now() };
    } else if (step.request.want.kind === 'go-on' && truth?.state === 'signing-in') {
      wants = [want, ...others];
    } else if (more.length > 0) {
      wants = more;
    } else if (want.kind !== 'probe' || batch.outcome?.kind !== 'done') {
      // What answers a program that cannot say its version does not matter to one that has signed in.
      if (tried.ok && truth?.state !== 'refused') break;
      const reason = batch.undecoded?.why ?? truth?.reason ?? 'server-trouble';
      return { ok: false, reason, ...(truth?.said === undefined ? {} : { said: truth.said }) };
    }
  }
  return tried.ok ? { ...tried, cursor, secrets: keyring.now() } : tried;
}
