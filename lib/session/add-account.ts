import type { ProtocolName } from '../model/account';
import { type Account, planColour, planTag } from '../model/account';
import type { AccountId, RealNumber } from '../model/ids';
import type { SessionReason, SessionTruth } from '../model/session';
import type { Batch, Cursor, Protocol, Request, Want } from '../protocol/protocol';
import type { Secrets, Vault } from '../vault/vault';
import { identityOf } from './identity';
import type { SessionPorts } from './ports';
import { freshSession } from './session-row';

/** What a person typed into the form, parsed by the protocol's own settings. */
export interface Candidate {
  readonly protocol: ProtocolName;
  readonly server: string;
  readonly uin: RealNumber;
  readonly secrets: Secrets;
  readonly name: string;
  readonly colour: number;
  readonly tag: string;
}

export type Tried =
  | { readonly ok: true; readonly accountId: AccountId }
  | { readonly ok: false; readonly reason: SessionReason | 'already-there'; readonly said?: string };

export interface AddPorts extends SessionPorts {
  readonly vault: Vault;
  /** Sends with secrets that are not stored yet. */
  try(account: Account, request: Request, secrets: Secrets): ReturnType<SessionPorts['send']>;
  /** Trying is over, well or not: a line that was opened for it may end. */
  tried?(): void;
}

/**
 * Tries an account before it is kept, so that the form can say what happened. First a harmless question (HTTP QQ: a
 * Logout, which every QQ server answers) tells a QQ server from silence; then one sign-in. Nothing is stored unless
 * it succeeds, and then account, session and sealed secret stand in one transaction.
 */
export async function addAccount(ports: AddPorts, candidate: Candidate): Promise<Tried> {
  const now = ports.now();
  const existing = await ports.readAccounts();
  if (existing.some(({ account }) => identityOf(account) === identityOf(candidate))) {
    return { ok: false, reason: 'already-there' };
  }
  const others = existing.map(({ account }) => account);
  const unknown = draftAccount(candidate, others, now);
  const tried = await trySignIn(ports, ports.openProtocol(unknown), unknown, candidate.secrets);
  ports.tried?.();
  if (!tried.ok) return tried;
  // Where nobody types a number, whoever answers is it.
  const draft = candidate.uin === '' ? draftAccount(named(candidate, tried), others, now) : unknown;
  if (others.some((account) => identityOf(account) === identityOf(draft)))
    return { ok: false, reason: 'already-there' };

  const sealed = await ports.vault.seal(identityOf(draft), candidate.secrets);
  const session = {
    ...freshSession(tried.cursor, now),
    ...tried.truth,
    todo: tried.follow,
    lastOkAt: ports.now(),
    signIns: [now],
  };
  const { id: _, order: __, ...account } = draft;
  const accountId = await ports.store.addAccount(account, session, sealed);
  ports.published({ accounts: [accountId] });
  return { ok: true, accountId };
}

/** A new password for an account that is there: kept only after the server took it. */
export async function changeSecrets(ports: AddPorts, account: Account, secrets: Secrets): Promise<Tried> {
  const tried = await trySignIn(ports, ports.openProtocol(account), account, secrets);
  ports.tried?.();
  if (!tried.ok) return tried;
  await ports.store.writeSecret(account.id, await ports.vault.seal(identityOf(account), secrets));
  return { ok: true, accountId: account.id };
}

type SignIn =
  | {
      readonly ok: true;
      readonly cursor: Cursor;
      readonly truth: SessionTruth;
      readonly follow: readonly Want[];
      readonly self?: Batch<Cursor>['self'];
    }
  | { readonly ok: false; readonly reason: SessionReason; readonly said?: string };

/** What belongs to finding out whether somebody answers, and not to a session that goes on. */
const trials: readonly Want['kind'][] = ['probe', 'sign-in', 'version'];
const mostTrials = 8;

async function trySignIn(
  ports: AddPorts,
  protocol: Protocol<Cursor>,
  account: Account,
  secrets: Secrets,
): Promise<SignIn> {
  let cursor = protocol.start(() => ports.random());
  let wants: readonly Want[] = [{ kind: 'probe' }, { kind: 'sign-in' }];
  let tried: SignIn = { ok: false, reason: 'server-trouble' };
  for (let turn = 0; turn < mostTrials; turn++) {
    const [want, ...others] = wants;
    if (!want) break;
    wants = others;
    const step = protocol.next(cursor, want, ports.now());
    if (step.kind !== 'ask') continue;
    const got = await ports.try(account, step.request, secrets);
    const batch = protocol.accept(step.cursor, step.request, got, ports.now());
    cursor = batch.cursor;
    const truth = batch.session;
    const more = batch.then.filter(({ kind }) => trials.includes(kind));
    if (truth?.state === 'online') {
      const follow: readonly Want[] = tried.ok ? tried.follow : batch.then.filter(({ kind }) => !trials.includes(kind));
      const self: Batch<Cursor>['self'] = tried.ok ? tried.self : batch.self;
      tried = { ok: true, cursor, truth, follow, ...(self && { self }) };
      wants = more;
    } else if (more.length > 0) {
      wants = more;
    } else if (want.kind !== 'probe' || batch.outcome?.kind !== 'done') {
      // What answers a program that cannot say its version does not matter to one that has signed in.
      if (tried.ok && truth?.state !== 'refused') break;
      const reason = batch.undecoded?.why ?? truth?.reason ?? 'server-trouble';
      return { ok: false, reason, ...(truth?.said === undefined ? {} : { said: truth.said }) };
    }
  }
  return tried.ok ? { ...tried, cursor } : tried;
}

function named(candidate: Candidate, { self }: Extract<SignIn, { ok: true }>): Candidate {
  const uin = self?.number ?? '';
  return { ...candidate, uin, name: candidate.name || self?.nick || uin };
}

function draftAccount(candidate: Candidate, others: readonly Account[], now: number): Account {
  const { secrets: _, ...known } = candidate;
  const tags = others.map(({ tag }) => tag);
  return {
    ...known,
    id: 0,
    order: others.length,
    colour: known.colour || planColour(others.map(({ colour }) => colour)),
    tag: tags.includes(known.tag) || !known.tag ? planTag(known.name, known.uin, tags) : known.tag,
    status: 'online',
    addedAt: now,
  };
}
