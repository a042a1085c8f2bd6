import type { Ability } from '../model/ability';
import { type Deed, neededAbility } from '../model/act';
import type { AccountId, ConversationKey, EpochMs, RealNumber } from '../model/ids';
import type { PeopleQuery } from '../model/profile';
import type { Want } from '../protocol/protocol';
import type { SessionRow } from '../store/schema';
import { withAct, withoutAct } from './acts';
import { planCourtesies, planFind, planNames, planProfile } from './people-acts';
import type { SessionPorts } from './ports';
import { withDue } from './session-row';
import type { Wake } from './wake';

/** How long a yes, a no and the end of a friendship can be taken back; the screens show it as long. */
export const undoDeedMs = 5_000;

/** So long what somebody was is taken for what they are. */
const lookAgeMs = 5 * 60_000;
const mostReadMarks = 20;

export interface PersonActs {
  /** False where this server has no such thing. The deed stands in the store before this is answered. */
  act(id: AccountId, deed: Deed): Promise<boolean>;
  /** Takes a deed back that has not left, or puts one away that ended badly; false where it is too late. */
  cancelAct(id: AccountId, name: string): Promise<boolean>;
  /** Tells servers that want to know it that the person has read here. A courtesy: what is lost of it is lost. */
  tellRead(keys: readonly ConversationKey[]): Promise<void>;
  /** Asks what somebody tells of themselves. False where this server cannot tell it. */
  profile(id: AccountId, number: RealNumber): Promise<boolean>;
  /** Looks for people, or for those behind `after` of the same search. False where this server has no such thing. */
  find(id: AccountId, query: PeopleQuery, after?: RealNumber): Promise<boolean>;
  /** Asks who of these people is there, where that is told only on asking: few at a time, and not again too soon. */
  look(id: AccountId, numbers: readonly RealNumber[]): Promise<void>;
}

export function createPersonActs(ports: SessionPorts, { wake }: Wake): PersonActs {
  const { store } = ports;
  const change = async (id: AccountId, plan: (row: SessionRow) => SessionRow): Promise<void> => {
    let changed = false;
    await store.begin([id], (row) => {
      const next = plan(row);
      changed = next !== row;
      return changed ? next : undefined;
    });
    if (!changed) return;
    ports.published({ accounts: [id] });
    void wake('alarm', id);
  };

  const wish = async (
    id: AccountId,
    abilities: readonly Ability[],
    plan: (row: SessionRow, now: EpochMs) => SessionRow,
  ): Promise<boolean> => {
    let able = false;
    await change(id, (row) => {
      able = abilities.some((ability) => row.abilities?.includes(ability));
      return able ? plan(row, ports.now()) : row;
    });
    return able;
  };

  return {
    async act(id, deed) {
      let able = false;
      await store.begin([id], (row, account) => {
        const protocol = ports.openProtocol(account);
        const cursor = protocol.resume(row.cursor, ports.random);
        able = protocol.abilities(cursor).has(neededAbility[deed.kind]);
        const now = ports.now();
        // A message is taken back at once: every second more somebody may read it.
        return able ? withAct(row, deed, now, deed.kind === 'recall' ? now : now + undoDeedMs) : undefined;
      });
      ports.published({ accounts: [id] });
      void wake('alarm', id);
      return able;
    },

    async cancelAct(id, name) {
      let inTime = false;
      await change(id, (row) => {
        const next = withoutAct(row, name);
        inTime = next !== row;
        return next;
      });
      return inTime;
    },

    async tellRead(keys) {
      for (const [id, peer] of keys) {
        const remoteKey = await store.lastRead([id, peer]);
        if (remoteKey === undefined) continue;
        await change(id, (row) => planTodo(row, 'read', { kind: 'read', peer, remoteKey }, ports.now()));
      }
    },

    profile: (id, number) => wish(id, ['profile', 'profile-of-contacts'], (row, now) => planProfile(row, number, now)),
    find: (id, query, after) => wish(id, ['find'], (row, now) => planFind(row, query, after, now)),

    async look(id, numbers) {
      const now = ports.now();
      const known = await store.readPresence(id, numbers);
      const stale = numbers.filter((number) => {
        const row = known.find((each) => each.number === number);
        return row === undefined || (row.source === 'asked' && now - row.at > lookAgeMs);
      });
      if (stale.length > 0) await change(id, (row) => planLooks(row, stale, now));
      const nameless = await store.readNameless(id, numbers);
      if (nameless.length > 0) await change(id, (row) => planNames(row, nameless, now));
    },
  };
}

/** A want that is a courtesy, in place of an older one for the same conversation. */
function planTodo(row: SessionRow, ability: 'read', want: Extract<Want, { kind: 'read' }>, now: EpochMs): SessionRow {
  if (row.state !== 'online' || !row.abilities?.includes(ability)) return row;
  const todo = row.todo.filter((other) => !isReadOf(other as Want, want.peer));
  if (todo.filter((other) => (other as Want).kind === 'read').length >= mostReadMarks) return row;
  return withDue({ ...row, todo: [...todo, want] }, now);
}

function isReadOf(want: Want, peer: string): boolean {
  return want.kind === 'read' && want.peer === peer;
}

function planLooks(row: SessionRow, numbers: readonly RealNumber[], now: EpochMs): SessionRow {
  if (!row.abilities?.includes('presence-of')) return row;
  return planCourtesies(row, 'presence-of', numbers, now);
}
