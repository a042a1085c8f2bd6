import { type Answer, page } from './answer';
import { type Asked, field } from './asked';
import { type Call, refusal } from './call';
import { API, API_PATH, PAGES } from './endpoints';
import { refuseEntry } from './guard';
import { type Identity, identify } from './identify';
import type { Office } from './office';

const NOT_FOUND = page('<html><head><title>404</title></head><body>404 Not Found</body></html>', [], 404);

/** A request, and whose it is as far as it says so. */
export interface Known {
  asked: Asked;
  uin: string;
  /** Null for a page. */
  identity: Identity | null;
}

/** Finds out whose request this is; one of an api call is counted. */
export function recognise(office: Office, asked: Asked): Known {
  if (!isApi(asked)) return { asked, uin: visitorOf(office, asked), identity: null };
  const identity = identify(office, asked);
  const uin = identity.signIn?.uin ?? '';
  office.counters.count(uin, identity.slips);
  return { asked, uin, identity };
}

/** Carries a request out; what came of it is in the ledger. */
export async function respond(office: Office, known: Known, gone: AbortSignal): Promise<Answer> {
  const answer = await carryOut(office, known, gone);
  writeDown(office, known, answer.res);
  return answer;
}

/** The fault `retcode`: what was asked is not carried out, save a send that says it is uncertain (spec/webqq, B5). */
export async function respondWith(office: Office, known: Known, retcode: number, gone: AbortSignal): Promise<Answer> {
  const { signIn } = known.identity ?? {};
  const isSend = /^send_/.test(known.asked.name);
  const sound = isSend && UNCERTAIN.includes(retcode) ? await carryOut(office, known, gone) : undefined;
  if (sound !== undefined && sound.res !== 0) return sound;
  writeDown(office, known, retcode);
  const era = signIn?.era ?? 'smartqq';
  if (isSend && era === 'smartqq') {
    return { ...refusal(era, retcode), body: JSON.stringify({ errCode: retcode, errMsg: 'ERROR' }) };
  }
  if (retcode !== 116 || signIn === undefined) return refusal(era, retcode);
  const ptwebqq = office.signIns.fresh(signIn, 'ptwebqq');
  office.signIns.change(signIn.serial, { ptwebqq, formerPtwebqq: signIn.ptwebqq });
  return { ...refusal(era, 116), body: JSON.stringify({ retcode: 116, p: ptwebqq }) };
}

const UNCERTAIN = [1202, 100_100];

function isApi({ path, name }: Asked): boolean {
  return API_PATH.test(path) && Object.hasOwn(API, name);
}

async function carryOut(office: Office, { asked, identity }: Known, gone: AbortSignal): Promise<Answer> {
  if (identity === null) {
    const endpoint = Object.hasOwn(PAGES, asked.path) ? PAGES[asked.path] : undefined;
    return endpoint === undefined ? NOT_FOUND : endpoint({ office, asked });
  }
  const endpoint = API[asked.name];
  if (endpoint === undefined) return NOT_FOUND;
  const refused = refuseEntry(asked, endpoint, identity);
  if (refused !== undefined || identity.signIn === undefined) return refused ?? NOT_FOUND;
  const signIn = office.signIns.change(identity.signIn.serial, { seenAt: office.core.clock.now() });
  const call: Call = { office, asked, signIn, gone };
  return endpoint.answer(call);
}

/** Whom a visit to the sign-in hosts is about. */
function visitorOf({ qrCodes }: Office, asked: Asked): string {
  const named = field(asked, 'uin') || field(asked, 'u');
  return named === '' ? (qrCodes.find(asked.cookies.get('qrsig') ?? '')?.uin ?? '') : named;
}

function writeDown({ core }: Office, { asked, uin }: Known, res: number): void {
  const entry = {
    id: '',
    at: core.clock.now(),
    kind: 'command',
    protocol: 'webqq',
    from: uin,
    to: '',
    text: '',
  } as const;
  const msgId = field(asked, 'msg_id');
  core.ledger.write({ ...entry, ...(msgId === '' ? {} : { seq: msgId }), cmd: asked.name, res });
}
