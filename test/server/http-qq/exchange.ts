import type { EpochMs } from '../clock';
import { FAULTS_AFTER, FAULTS_BEFORE, type Fault } from '../faults';
import type { Office } from './command';
import { commandNamed } from './commands/table';
import { expireSessions } from './end-session';
import { parseRequest } from './parse-request';
import type { HttpRequest } from './read-http';
import type { Call, Responder } from './respond';
import { strikeAfter, strikeBefore } from './strike';
import { soundReplies, type WireAnswer } from './write-http';

/** What to send on the connection, and when. */
export interface TimedAnswer {
  at: EpochMs;
  wire: WireAnswer;
}

/** How long the fault `delay` takes if nobody says. */
const DELAY_MS = 5000;

/** From a request to what its connection gets. It decides at once; waiting is left to the connection. */
export class Exchange {
  constructor(
    private readonly office: Office,
    private readonly responder: Responder,
  ) {}

  /** Decides the answer to a request that called this address; what the answer rests on is written down before. */
  answer(http: HttpRequest, address: string): TimedAnswer {
    const call = understand(http, address);
    const answer = call === undefined ? this.#now({ kind: 'close' }) : this.#answerCall(call);
    this.office.core.journal.flush();
    return answer;
  }

  #answerCall(call: Call): TimedAnswer {
    const { core, sessions } = this.office;
    expireSessions(this.office);
    if (sessions.of(call.caller) !== undefined) sessions.touch(call.caller.uin, core.clock.now());

    const before = core.faults.take(FAULTS_BEFORE, call.request);
    if (before !== undefined) return this.#answerBefore(call, before);
    const response = this.responder.respond(call);
    if (response === undefined) return this.#now({ kind: 'close' });
    const after = core.faults.take(FAULTS_AFTER, call.request);
    if (after === undefined)
      return { at: response.at, wire: { kind: 'replies', replies: soundReplies(response.bodies) } };

    const at = Math.max(response.at, core.clock.now() + (after.ms ?? (after.kind === 'delay' ? DELAY_MS : 0)));
    if (at > response.at) this.responder.pend(call, { ...response, at });
    return { at, wire: strikeAfter(after, response.bodies) };
  }

  /** Nothing is carried out. */
  #answerBefore(call: Call, fault: Fault<(typeof FAULTS_BEFORE)[number]>): TimedAnswer {
    if (fault.kind !== 'res-3' && fault.kind !== 'res-20') {
      return this.#now(strikeBefore(fault.kind));
    }
    const holdMs = fault.ms ?? (fault.kind === 'res-3' ? this.responder.penaltyMs(call.command) : 0);
    const { at, bodies } = this.responder.refuse(call, fault.kind === 'res-3' ? 3 : 20, holdMs);
    return { at, wire: { kind: 'replies', replies: soundReplies(bodies) } };
  }

  #now(wire: WireAnswer): TimedAnswer {
    return { at: this.office.core.clock.now(), wire };
  }
}

/** A request as a call; undefined is NULL: malformed, or a command that is not known. */
function understand(http: HttpRequest, address: string): Call | undefined {
  const formEncoded = /^application\/x-www-form-urlencoded\b/i.test(http.headers.get('content-type') ?? '');
  const request = parseRequest(http.body, formEncoded);
  const command = request && commandNamed(request.cmd);
  if (request === undefined || command === undefined) return undefined;
  const { uin, seq } = request;
  const identity = { address, uin, cmd: request.cmd, seq, body: http.body };
  return { request, command, caller: { uin, seq, address }, identity };
}
