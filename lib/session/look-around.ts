import type { Account, ProtocolName } from '../model/account';
import type { RealNumber } from '../model/ids';
import type { Secrets } from '../vault/vault';
import { type AddPorts, draftAccount } from './add-account';
import { type SignIn, trySignIn } from './try-sign-in';

/** A server that answered at one of the addresses that were tried. */
export interface Found {
  readonly server: string;
  /** Who is signed in there; absent where it wants a token first. */
  readonly number?: RealNumber;
  readonly nick?: string;
  /** That number is an account here already. */
  readonly known: boolean;
}

/** How long each address may take: whoever listens on this machine answers in a fraction of it. */
export const patienceMs = 4_000;

export interface LookPorts extends AddPorts {
  later(ms: number, run: () => void): () => void;
}

/**
 * Which of these addresses speak the protocol. Nobody is told a secret: each is asked without one, and "a token is
 * wanted" is an answer too. What stays silent, or is something else, is left out.
 *
 * @param noSecrets every secret of the protocol, empty.
 */
export async function lookAround(
  ports: LookPorts,
  protocol: ProtocolName,
  addresses: readonly string[],
  noSecrets: Secrets,
): Promise<Found[]> {
  const accounts = (await ports.readAccounts()).map(({ account }) => account);
  const drafts: Account[] = [];
  const seen = await Promise.all(
    addresses.map(async (server, i): Promise<Found | undefined> => {
      const candidate = { protocol, server, uin: '', secrets: {}, name: '', colour: 1, tag: '' };
      // Told apart by their ids; real ones count upwards from 1.
      const draft = { ...draftAccount(candidate, accounts, ports.now()), id: -1 - i };
      drafts.push(draft);
      const tried = await orGivenUp(ports, trySignIn(ports, ports.openProtocol(draft), draft, noSecrets));
      if (!tried || (!tried.ok && tried.reason !== 'wrong-token')) return undefined;
      if (!tried.ok) return { server, known: false };
      const { number, nick } = tried.self ?? {};
      const known = accounts.some((account) => account.server === server && account.uin === number);
      return { server, known, ...(number && { number }), ...(nick && { nick }) };
    }),
  );
  ports.tried?.(drafts);
  const found = seen.filter((one) => one !== undefined);
  // One program often listens twice, for sockets and for HTTP: the address that was named first is the better one.
  return found.filter(({ number }, i) => !number || found.findIndex((other) => other.number === number) === i);
}

async function orGivenUp(ports: LookPorts, trying: Promise<SignIn>): Promise<SignIn | undefined> {
  let cancel = () => {};
  const givenUp = new Promise<undefined>((resolve) => {
    cancel = ports.later(patienceMs, () => resolve(undefined));
  });
  return Promise.race([trying, givenUp]).finally(() => cancel());
}
