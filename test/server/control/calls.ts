import { answer, groups, recall, request } from './groups-and-requests';
import { clock, reset, restart } from './life';
import { ledger, state } from './look';
import { exchange, push } from './onebot';
import { accounts, kick, presence } from './people';
import type { GetCall, PostCall } from './room';
import { say } from './say';
import { code, temporary } from './temporary';
import { fault, habit } from './trouble';
import { qr } from './webqq';

export const POST_CALLS: Readonly<Record<string, PostCall>> = {
  accounts,
  groups,
  say,
  presence,
  request,
  answer,
  recall,
  kick,
  qr,
  fault,
  habit,
  restart,
  reset,
  clock,
  exchange,
  push,
  temporary,
  code,
};

export const GET_CALLS: Readonly<Record<string, GetCall>> = { state, ledger };
