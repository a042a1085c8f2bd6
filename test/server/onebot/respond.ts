import { randomUUID } from 'node:crypto';
import type { Account } from './accounts';
import { ACTIONS } from './actions/table';
import type { Failure } from './flavours';
import { hasHabit, mannerOf, type Office } from './office';
import { ActionFailed, BadParams, type Params } from './params';

/** A call as a socket or an HTTP request brought it. */
export interface IncomingCall {
  action: string;
  params: Params;
  /** Returned as it came; absent where none was sent. */
  echo?: unknown;
  over: 'http' | 'socket';
}

/** The reply, and the HTTP status that goes with it. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/** Actions whose success some programs only promise: accepted, to be done later (spec/onebot, Transport). */
const SENDING = /^send_/;

/** Carries a call out for an account; what came of it is in the ledger and written down before this resolves. */
export async function respond(office: Office, account: Account, call: IncomingCall): Promise<Reply> {
  const reply = await carryOut(office, account, call);
  const { retcode } = reply.body;
  const seq = call.echo === undefined ? {} : { seq: seqOf(call.echo) };
  const entry = {
    id: '',
    at: office.core.clock.now(),
    kind: 'command',
    protocol: 'onebot',
    from: account.uin,
  } as const;
  office.core.ledger.write({ ...entry, to: '', text: '', ...seq, cmd: call.action, res: Number(retcode) });
  office.core.journal.flush();
  return reply;
}

/** The reply to what is no call at all. */
export function refuse(
  account: Account,
  over: IncomingCall['over'],
  why: Failure,
  message: string,
  echo: unknown,
): Reply {
  const manner = mannerOf(account);
  const { status, retcode } =
    over === 'http' ? manner.httpCodes[why] : { status: 200, retcode: manner.socketCodes[why] };
  const body = { status: 'failed', retcode, data: null, ...wordings(account, message), ...manner.extras };
  return { status, body: echo === undefined ? body : { ...body, echo } };
}

async function carryOut(office: Office, account: Account, call: IncomingCall): Promise<Reply> {
  const { action, params, over } = call;
  const manner = mannerOf(account);
  const echo = call.echo === undefined && over === 'http' && manner.inventsEcho ? randomUUID() : call.echo;
  const act = manner.actions.has(action) && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (act === undefined) return refuse(account, over, 'unknown-action', `不支持的Api ${action}`, echo);
  const request = {
    ...(call.echo === undefined ? {} : { seq: seqOf(call.echo) }),
    cmd: action,
    protocol: 'onebot',
  } as const;
  try {
    const data = await act({ office, account, params, request });
    return { status: 200, body: success(office, account, action, data, echo) };
  } catch (error) {
    if (error instanceof BadParams) return refuse(account, over, 'bad-params', error.message, echo);
    if (error instanceof ActionFailed) return refuse(account, over, 'failed', error.message, echo);
    throw error;
  }
}

function success(
  office: Office,
  account: Account,
  action: string,
  data: unknown,
  echo: unknown,
): Record<string, unknown> {
  const { extras } = mannerOf(account);
  const later = SENDING.test(action) && hasHabit(office, 'async-status');
  const outcome = later ? { status: 'async', retcode: 1 } : { status: 'ok', retcode: 0 };
  const shown = dataField(office, account, later ? undefined : data);
  return { ...outcome, ...shown, ...wordings(account, ''), ...extras, ...(echo === undefined ? {} : { echo }) };
}

function dataField(office: Office, account: Account, data: unknown): { data?: unknown } {
  if (data !== undefined) return { data };
  if (hasHabit(office, 'data-null')) return { data: null };
  if (hasHabit(office, 'data-absent')) return {};
  return mannerOf(account).noData === 'absent' ? {} : { data: null };
}

function wordings(account: Account, message: string): Record<string, string> {
  return Object.fromEntries(mannerOf(account).wordings.map((name) => [name, message]));
}

function seqOf(echo: unknown): string {
  return typeof echo === 'string' ? echo : (JSON.stringify(echo) ?? '');
}
