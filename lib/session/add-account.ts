import type { ProtocolName } from '../model/account';
import { type Account, identityOf } from '../model/account';
import type { AccountId, RealNumber } from '../model/ids';
import { planAccountName, planColour, planTag } from '../model/plan-account';
import type { SessionReason } from '../model/session';
import { type Secrets, type Vault, VaultLocked } from '../vault/vault';
import { type Keyring, ofLinks } from './keyring';
import type { SessionPorts } from './ports';
import { freshSession } from './session-row';
import { type SignIn, type TryPorts, trySignIn } from './try-sign-in';
import { unlessLocked } from './unless-locked';

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

const vaultLocked: Tried = { ok: false, reason: 'vault-locked' };

export interface AddPorts extends SessionPorts, TryPorts {
  readonly vault: Vault;
  /** Of an account that is stored. */
  keyringOf(account: Account): Keyring;
}

/**
 * Tries an account before it is kept, so that the form can say what happened. First a harmless question (HTTP QQ: a
 * Logout, which every QQ server answers) tells a QQ server from silence; then one sign-in. Nothing is stored unless
 * it succeeds, and then account, session and sealed secret stand in one transaction.
 */
export async function addAccount(ports: AddPorts, candidate: Candidate): Promise<Tried> {
  // Known before anything is tried: a password that cannot be kept is not to be asked for twice.
  if ((await ports.vault.state()).locked) return vaultLocked;
  const now = ports.now();
  const existing = await ports.readAccounts();
  if (existing.some(({ account }) => identityOf(account) === identityOf(candidate))) {
    return { ok: false, reason: 'already-there' };
  }
  const others = existing.map(({ account }) => account);
  const unknown = draftAccount(candidate, others, now);
  const tried = await trySignIn(ports, ports.openProtocol(unknown), unknown, candidate.secrets);
  ports.tried?.([unknown]);
  if (!tried.ok) return tried;
  // Where nobody types a number, whoever answers is it.
  const draft = candidate.uin === '' ? draftAccount(named(candidate, tried), others, now) : unknown;
  if (others.some((account) => identityOf(account) === identityOf(draft)))
    return { ok: false, reason: 'already-there' };

  const session = {
    ...freshSession(tried.cursor, now),
    ...tried.truth,
    todo: tried.follow,
    lastOkAt: ports.now(),
    signIns: [now],
  };
  const { id: _, order: __, ...account } = draft;
  const accountId = await unlessLocked(
    ports.vault.seal(identityOf(draft), tried.secrets, (sealed) => ports.store.addAccount(account, session, sealed)),
  );
  if (accountId instanceof VaultLocked) return vaultLocked;
  ports.published({ accounts: [accountId] });
  return { ok: true, accountId };
}

/** A new password for an account that is there: kept only after the server took it. */
export async function changeSecrets(ports: AddPorts, account: Account, secrets: Secrets): Promise<Tried> {
  if ((await ports.vault.state()).locked) return vaultLocked;
  const tried = await trySignIn(ports, ports.openProtocol(account), account, secrets);
  ports.tried?.([account]);
  if (!tried.ok) return tried;
  // In one line with the cookies that answers bring, which else might write the old password back. Another password takes
  // nothing away from what links are made with.
  const kept = await unlessLocked(
    ports.keyringOf(account).change((before) => ({ ...ofLinks(before), ...tried.secrets })),
  );
  if (kept instanceof VaultLocked) return vaultLocked;
  return { ok: true, accountId: account.id };
}

function named(candidate: Candidate, { self }: Extract<SignIn, { ok: true }>): Candidate {
  const uin = self?.number ?? '';
  return { ...candidate, uin, name: candidate.name || planAccountName(self?.nick ?? '') || uin };
}

/** An account as it would be if it were kept. */
export function draftAccount(candidate: Candidate, others: readonly Account[], now: number): Account {
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
