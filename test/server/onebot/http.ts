import type { IncomingMessage, ServerResponse } from 'node:http';
import { FAULTS_AFTER, FAULTS_BEFORE } from '../faults';
import type { Account } from './accounts';
import type { HttpAnswer } from './flavours';
import { mannerOf, type Office } from './office';
import type { Params } from './params';
import { refuse, respond } from './respond';
import { openStream } from './stream';
import { delayOf, type Struck, strike } from './strike';
import { checkToken } from './token';

const BODY_LIMIT = 16 * 1024 * 1024;
const NOTHING_CARRIED_OUT = FAULTS_BEFORE.filter((kind) => kind !== 'res-3' && kind !== 'res-20');
const PAGE = '<!DOCTYPE html><html><head><title>WebUI</title></head><body>WebUI</body></html>';

/** A page, as at the port that people take for OneBot's (spec/onebot, WebUI). */
export const WEBUI: HttpAnswer = { status: 200, body: PAGE };
const BAD_GATEWAY: HttpAnswer = { status: 502, body: '<html><body>502 Bad Gateway</body></html>' };

/** An HTTP request to an account's port. */
export interface Visit {
  account: Account;
  request: IncomingMessage;
  response: ServerResponse;
}

/** Answers one: page, preflight, stream or action. */
export async function answerHttp(office: Office, visit: Visit): Promise<void> {
  const { account, request, response } = visit;
  const manner = mannerOf(account);
  const url = new URL(request.url ?? '/', 'http://onebot');
  if (manner.preflightRefusal === null) response.setHeader('Access-Control-Allow-Origin', '*');
  const token = checkToken(account, request, url);
  if (account.serves === 'webui') send(response, WEBUI);
  else if (request.method === 'OPTIONS') answerPreflight(response, manner.preflightRefusal, request);
  else if (token !== 'good') send(response, token === 'missing' ? manner.missingToken : manner.wrongToken);
  else if (url.pathname === '/_events' && request.method === 'GET' && manner.sse !== null) {
    if (!strikeFirst(office, visit, '_events')) openStream(office, account, response, manner.sse.heartbeatMs);
  } else if (!strikeFirst(office, visit, url.pathname.slice(1))) {
    await answerAction(office, visit, url);
  }
}

/** Whether a fault keeps the call from being carried out. */
function strikeFirst({ core }: Office, { account, request, response }: Visit, action: string): boolean {
  const fault = core.faults.take(NOTHING_CARRIED_OUT, { uin: account.uin, cmd: action });
  if (fault?.kind === 'drop-before') request.socket.resetAndDestroy();
  else if (fault?.kind === 'html') send(response, WEBUI);
  else if (fault?.kind === 'http-502') send(response, BAD_GATEWAY);
  return fault !== undefined;
}

async function answerAction(office: Office, { account, request, response }: Visit, url: URL): Promise<void> {
  const action = url.pathname.slice(1);
  const params = await readParams(request, url);
  if (params === 'not-acceptable') send(response, { status: 406, body: '' });
  else if (params === 'bad-json') refuseJson(account, response);
  else {
    const { status, body } = await respond(office, account, { action, params, over: 'http' });
    const fault = office.core.faults.take(FAULTS_AFTER, { uin: account.uin, cmd: action });
    if (fault === undefined) {
      send(response, { status, body });
      return;
    }
    const struck = strike(fault, body);
    await new Promise<void>((due) => later(office, delayOf(fault), due));
    sendStruck(response, struck, status);
  }
}

function sendStruck(response: ServerResponse, struck: Struck, status: number): void {
  if (struck.kind === 'text') send(response, { status, body: struck.text }, 'application/json');
  else if (struck.kind === 'cut') sendCut(response, struck.text, struck.bytes);
  else if (struck.kind === 'close') response.socket?.end();
  else response.socket?.resetAndDestroy();
}

function later({ core }: Office, ms: number, due: () => void): void {
  if (ms === 0) due();
  else core.clock.after(ms, due);
}

/** NapCat answers with a text, others with JSON (spec/onebot, Error codes). */
function refuseJson(account: Account, response: ServerResponse): void {
  const { status, body } = refuse(account, 'http', 'bad-json', 'json解析失败', undefined);
  send(response, { status, body: mannerOf(account).name === 'NapCat.Onebot' ? 'Invalid JSON' : body });
}

function answerPreflight(response: ServerResponse, refusal: number | null, request: IncomingMessage): void {
  if (refusal !== null) {
    send(response, { status: refusal, body: '' });
    return;
  }
  const headers = request.headers['access-control-request-headers'];
  response.setHeader('Access-Control-Allow-Methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
  if (headers !== undefined) response.setHeader('Access-Control-Allow-Headers', headers);
  response.writeHead(204, { 'Content-Length': 0, Connection: 'close' }).end();
}

async function readParams(request: IncomingMessage, url: URL): Promise<Params | 'not-acceptable' | 'bad-json'> {
  const { access_token: _, ...query } = Object.fromEntries(url.searchParams);
  if (request.method !== 'POST') return query;
  const body = await readBody(request);
  if (body === '') return query;
  const type = request.headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return Object.fromEntries(new URLSearchParams(body));
  if (!/^application\/json\b/i.test(type)) return 'not-acceptable';
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Params) : 'bad-json';
  } catch {
    return 'bad-json';
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) request.destroy();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, { status, body }: HttpAnswer, type?: string): void {
  const isText = typeof body === 'string';
  const bytes = Buffer.from(isText ? body : JSON.stringify(body));
  const guessed = isText ? (body.startsWith('<') ? 'text/html' : 'text/plain') : 'application/json';
  response.writeHead(status, headers(type ?? guessed, bytes.length)).end(bytes);
}

function sendCut(response: ServerResponse, text: string, bytes: number): void {
  const body = Buffer.from(text);
  response.writeHead(200, headers('application/json', body.length));
  response.write(body.subarray(0, bytes), () => response.socket?.end());
}

/** Closed after each answer: a browser sends a POST again by itself when a kept connection ends without one. */
function headers(type: string, length: number) {
  return { 'Content-Type': `${type}; charset=utf-8`, 'Content-Length': length, Connection: 'close' };
}
