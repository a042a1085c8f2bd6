import type { EpochMs } from '../clock';
import type { Message } from '../world';
import type { Caller, Command, Office, Outcome } from './command';
import { encodeReply, type Field } from './encode-reply';
import type { QqRequest } from './parse-request';
import { PENALTY_MS, type Penalties } from './penalties';
import { type Replay, type RequestIdentity, requestKey } from './replay';

/** A request understood so far: a known command with its four parameters, from somewhere. */
export interface Call {
  request: QqRequest;
  command: Command;
  caller: Caller;
  identity: RequestIdentity;
}

/** An answer, and when it is due. */
export interface Response {
  at: EpochMs;
  bodies: string[];
  messages: Message[];
}

/** Answers calls: again if the same call was answered or is being answered, else by carrying it out. */
export class Responder {
  /** Answers decided and not yet due: the same call meanwhile gets the one answer (design 4, SEQ). */
  readonly #pending = new Map<string, Response>();

  constructor(
    private readonly office: Office,
    private readonly replay: Replay,
    private readonly penalties: Penalties,
  ) {}

  /** The answer; undefined is NULL. */
  respond(call: Call): Response | undefined {
    return this.#respondAgain(call) ?? this.#respondFirst(call);
  }

  /** A refusal of what is not carried out: the faults `res-3` and `res-20`. */
  refuse(call: Call, res: 3 | 20, holdMs: number): Response {
    const response = this.#write(call, { res, replies: [[]], messages: [] }, holdMs);
    if (holdMs > 0) this.pend(call, response);
    return response;
  }

  /** How long a refusal takes at the present scale: DelFromList's longer than the others'. */
  penaltyMs({ limit }: Command): number {
    return this.office.core.settings.shrink(limit?.holdMs ?? PENALTY_MS);
  }

  /** Lets the same call join this answer until it is due. */
  pend(call: Call, response: Response): void {
    const key = requestKey(call.identity);
    this.#pending.set(key, response);
    this.office.core.clock.after(response.at - this.#now, () => {
      if (this.#pending.get(key) === response) this.#pending.delete(key);
    });
  }

  /** Forgets answers that are due later: the connections they were for are gone. */
  clear(): void {
    this.#pending.clear();
  }

  get #now(): EpochMs {
    return this.office.core.clock.now();
  }

  #respondAgain(call: Call): Response | undefined {
    const pending = this.#pending.get(requestKey(call.identity));
    const kept = pending ?? this.replay.find(call.identity, this.#now);
    if (kept === undefined) return undefined;
    const nameless = namelessOf(call);
    for (const message of kept.messages.length > 0 ? kept.messages : [nameless]) {
      this.office.core.ledger.write({ ...message, kind: 'replayed', ...this.#ledgerFields(call) });
    }
    return { at: this.#now, ...kept };
  }

  #respondFirst(call: Call): Response | undefined {
    const { command, caller, request } = call;
    const work = command.prepare(request.params);
    if (work === undefined) return undefined;
    if (command.beforeLogin !== true && this.office.sessions.of(caller) === undefined) return this.refuse(call, 20, 0);
    const { limit } = command;
    const what = limit?.each === undefined ? undefined : request.params.get(limit.each);
    if (limit !== undefined && !this.penalties.admit(caller.uin, command.name, limit, what)) {
      return this.refuse(call, 3, this.penaltyMs(command));
    }
    const outcome = work(this.office, caller);
    const { holdMs } = outcome;
    if (holdMs === undefined) return this.#write(call, outcome, 0);
    const response = this.#write(call, outcome, this.office.core.settings.shrink(holdMs));
    this.pend(call, response);
    return response;
  }

  #write(call: Call, outcome: Outcome, holdMs: number): Response {
    const { core } = this.office;
    const { res, messages } = outcome;
    const bodies = outcome.replies.map((fields) => this.#encode(call, res, fields));
    const nameless = namelessOf(call);
    core.ledger.write({ ...nameless, kind: 'command', ...this.#ledgerFields(call), res });
    // A refusal is not remembered: the same SEQ may be tried again (spec/http-qq, Settled readings).
    if (res === 0) this.replay.keep(call.identity, { bodies, messages }, this.#now);
    return { at: this.#now + holdMs, bodies, messages };
  }

  #encode({ command, request }: Call, res: number, fields: readonly Field[]): string {
    const { cmd: asked, seq, uin } = request;
    const { echo, endsOpen = false } = command;
    return encodeReply({ asked, echo, seq, uin, res, endsOpen }, fields, this.office.core.settings.habits);
  }

  #ledgerFields({ command, caller }: Call) {
    return { at: this.#now, protocol: 'http-qq', seq: caller.seq, cmd: command.name } as const;
  }
}

/** What the ledger has of a call that carries no message. */
function namelessOf({ command, caller, request }: Call) {
  const to = command.about === undefined ? '' : (request.params.get(command.about) ?? '');
  return { id: '', from: caller.uin, to, text: '' };
}
