import type { IncomingMessage, ServerResponse } from 'node:http';
import { FAULTS_AFTER, FAULTS_BEFORE } from '../faults';
import { type Answer, page } from './answer';
import { readAsked } from './asked';
import type { Office } from './office';
import { type Known, recognise, respond, respondWith } from './respond';
import { delayOf, type Struck, strike } from './strike';

/** HTTP QQ's own refusals are no faults of this protocol. */
const BEFORE = [
  ...FAULTS_BEFORE.filter((kind) => kind !== 'res-3' && kind !== 'res-20'),
  'http-504',
  'retcode',
] as const;

const SIGN_IN_PAGE = page(
  '<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Sign in</body></html>',
);
const GATEWAY = {
  'http-502': page('<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>', [], 502),
  'http-504': page('<html><head><title>504 Gateway Time-out</title></head><body>504</body></html>', [], 504),
};

/** From a request to its answer on the wire, with the faults that strike on the way. */
export class Exchange {
  constructor(
    private readonly office: Office,
    private readonly keepAlive: boolean,
  ) {}

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readAsked(request);
    if (asked === undefined) {
      this.#send(response, page('', [], 400));
      return;
    }
    const { core } = this.office;
    const known = recognise(this.office, asked);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const fault = core.faults.take(BEFORE, { uin: known.uin, cmd: asked.name });
    if (fault?.kind === 'drop-before') request.socket.resetAndDestroy();
    else if (fault?.kind === 'html') this.#send(response, SIGN_IN_PAGE);
    else if (fault?.kind === 'http-502' || fault?.kind === 'http-504') this.#send(response, GATEWAY[fault.kind]);
    else if (fault?.kind === 'retcode') {
      this.#send(response, await respondWith(this.office, known, fault.retcode ?? 0, gone.signal));
    } else if (fault === undefined) await this.#answer(known, response, gone.signal);
  }

  async #answer(known: Known, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const { core } = this.office;
    const answer = await respond(this.office, known, gone);
    const fault = core.faults.take(FAULTS_AFTER, { uin: known.uin, cmd: known.asked.name });
    core.journal.flush();
    if (fault === undefined) {
      this.#send(response, answer);
      return;
    }
    const struck = strike(fault, answer);
    // The sound reply is kept: what it held goes into the next one.
    if (!struck.sound) this.#takeBack(answer);
    await new Promise<void>((due) => {
      if (delayOf(fault) === 0) due();
      else core.clock.after(delayOf(fault), due);
    });
    this.#sendStruck(response, struck);
  }

  #sendStruck(response: ServerResponse, struck: Struck): void {
    if (struck.kind === 'answer') this.#send(response, struck.answer);
    else if (struck.kind === 'reset') response.socket?.resetAndDestroy();
    else if (struck.kind === 'close') response.socket?.end();
    else {
      this.#writeHead(response, struck.answer);
      response.write(Buffer.from(struck.answer.body).subarray(0, struck.bytes), () => response.socket?.end());
    }
  }

  #send(response: ServerResponse, answer: Answer): void {
    this.office.core.journal.flush();
    if (response.destroyed) {
      this.#takeBack(answer);
      return;
    }
    response.on('close', () => {
      if (!response.writableFinished) this.#takeBack(answer);
    });
    this.#writeHead(response, answer);
    response.end(answer.body);
  }

  #takeBack({ undo }: Answer): void {
    undo?.();
    this.office.core.journal.flush();
  }

  #writeHead(response: ServerResponse, { status, type, body, cookies = [], location }: Answer): void {
    response.writeHead(status, {
      Server: 'tencent http server',
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-cache, no-store, must-revalidate',
      ...(cookies.length === 0 ? {} : { 'Set-Cookie': [...cookies] }),
      ...(location === undefined ? {} : { Location: location }),
      // A browser sends a POST again by itself when a kept connection ends without an answer (design 4).
      ...(this.keepAlive ? {} : { Connection: 'close' }),
    });
  }
}
