import { answer, groups, recall, request } from './groups-and-requests';
import { clock, reset, restart } from './life';
import { ledger, state } from './look';
import { exchange, push } from './onebot';
import { accounts, kick, presence } from './people';
import { Refusal } from './refusal';
import type { GetCall, PostCall } from './room';
import { say } from './say';
import { fault, habit } from './trouble';

/** Calls of the contract (design 9) whose protocol is not there yet. */
const notBuilt: PostCall = () => {
  throw new Refusal(501, 'this call is not built yet');
};

export const POST_CALLS: Readonly<Record<string, PostCall>> = {
  accounts,
  groups,
  say,
  presence,
  request,
  answer,
  recall,
  kick,
  qr: notBuilt,
  fault,
  habit,
  restart,
  reset,
  clock,
  exchange,
  push,
};

export const GET_CALLS: Readonly<Record<string, GetCall>> = { state, ledger };
