import type { Uin } from './world';

/** Faults after which the command was not carried out. */
export const FAULTS_BEFORE = ['drop-before', 'hang', 'html', 'http-502', 'res-3', 'res-20'] as const;
/** Faults of the answer only: the command was carried out, and its sound reply is kept for replay. */
export const FAULTS_AFTER = [
  'drop-after',
  'delay',
  'null',
  'garbage',
  'truncate',
  'oversize',
  'wrong-uin',
  'wrong-seq',
  'close',
] as const;
/** Faults that WebQQ alone has: its own answer code, and the page of a gateway that waited for too long. */
export const FAULTS_OF_WEBQQ = ['retcode', 'http-504'] as const;
export const FAULT_KINDS = [...FAULTS_BEFORE, ...FAULTS_AFTER, 'lose', ...FAULTS_OF_WEBQQ] as const;

export type FaultBefore = (typeof FAULTS_BEFORE)[number];
export type FaultAfter = (typeof FAULTS_AFTER)[number];
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault that waits for its request. */
export interface Fault<Kind extends FaultKind = FaultKind> {
  kind: Kind;
  /** Only requests of this number; any if absent. */
  uin?: Uin;
  /** Only this command, in any case; any if absent. */
  cmd?: string;
  /** How many requests it still strikes. */
  times: number;
  ms?: number;
  bytes?: number;
  /** What `retcode` answers with. */
  retcode?: number;
}

/** The faults set by the control port, oldest first. They live in this process only. */
export class Faults {
  #waiting: Fault[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ ...fault });
  }

  list(): readonly Fault[] {
    return this.#waiting;
  }

  /** The oldest fault of these kinds that strikes this request, counted down; undefined if none does. */
  take<Kind extends FaultKind>(kinds: readonly Kind[], request: { uin: Uin; cmd: string }): Fault<Kind> | undefined {
    const found = this.#waiting.find(
      (fault): fault is Fault<Kind> => kinds.some((kind) => kind === fault.kind) && strikes(fault, request),
    );
    return found === undefined ? undefined : this.#countDown(found);
  }

  /** The same for what nobody asked for, such as an event: only a fault that names it strikes. */
  takeNamed<Kind extends FaultKind>(kinds: readonly Kind[], event: { uin: Uin; cmd: string }): Fault<Kind> | undefined {
    const found = this.#waiting.find(
      (fault): fault is Fault<Kind> =>
        fault.cmd !== undefined && kinds.some((kind) => kind === fault.kind) && strikes(fault, event),
    );
    return found === undefined ? undefined : this.#countDown(found);
  }

  clear(): void {
    this.#waiting = [];
  }

  #countDown<Kind extends FaultKind>(found: Fault<Kind>): Fault<Kind> {
    found.times -= 1;
    this.#waiting = this.#waiting.filter((fault) => fault.times > 0);
    return found;
  }
}

function strikes(fault: Fault, request: { uin: Uin; cmd: string }): boolean {
  const sameUin = fault.uin === undefined || fault.uin === request.uin;
  const sameCmd = fault.cmd === undefined || fault.cmd.toUpperCase() === request.cmd.toUpperCase();
  return sameUin && sameCmd;
}
