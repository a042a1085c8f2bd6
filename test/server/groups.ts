import { DurablePart, type Journal } from './journal';
import type { Uin } from './world';

export const GROUP_ROLES = ['owner', 'admin', 'member'] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];

/** A person as a group knows them. */
export interface Member {
  uin: Uin;
  /** The name they bear in this group; empty for none. */
  card: string;
  role: GroupRole;
}

/** A discussion is what WebQQ has beside groups; other protocols do not know of them. */
export const GROUP_KINDS = ['group', 'discussion'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface Group {
  gid: string;
  kind: GroupKind;
  name: string;
  members: Member[];
}

/** The groups, whatever protocol their members' clients speak. */
export class Groups extends DurablePart<Group> {
  readonly #groups = new Map<string, Group>();

  constructor(journal: Journal) {
    super('groups', journal);
  }

  /** Makes a group or puts another state in its place. */
  put(group: Group): void {
    this.record(group);
  }

  get(gid: string): Group | undefined {
    return this.#groups.get(gid);
  }

  /** The groups a person is in. */
  of(uin: Uin, kind: GroupKind = 'group'): Group[] {
    const all = [...this.#groups.values()].filter((group) => group.kind === kind);
    return all.filter(({ members }) => members.some((member) => member.uin === uin));
  }

  member(gid: string, uin: Uin): Member | undefined {
    return this.#groups.get(gid)?.members.find((member) => member.uin === uin);
  }

  override apply(group: Group): void {
    this.#groups.set(group.gid, group);
  }

  override rebuild(): Iterable<Group> {
    return this.#groups.values();
  }

  override clear(): void {
    this.#groups.clear();
  }
}
