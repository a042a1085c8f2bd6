import type { Answer } from './answer';
import { type Asked, field } from './asked';
import { type ApiEndpoint, refusal } from './call';
import type { Identity } from './identify';
import type { Era } from './sign-ins';

/** Why a call is not let in; undefined for one that is. Codes are those of spec/webqq, B4 and B7. */
export function refuseEntry(asked: Asked, endpoint: ApiEndpoint, { signIn, slips }: Identity): Answer | undefined {
  const era: Era = signIn?.era ?? 'smartqq';
  const refuse = (retcode: number) => refusal(era, retcode);
  if (slips.has('wrongReferer')) return refuse(103);
  if (slips.has('missingCookie')) {
    if (asked.name === 'get_user_friends2') return refuse(100_101);
    return refuse(asked.cookies.has('ptwebqq') ? 103 : 108);
  }
  if (signIn === undefined || slips.has('wrongCookie') || signIn.phase === 'expired') return refuse(103);
  if (asked.r === null || (asked.method === 'POST' && asked.r === undefined)) return refuse(100_006);
  if (endpoint.ticket === 'psessionid') return refuseSession(asked, { signIn, slips });
  const hasTicket = field(asked, 'vfwebqq') !== '' && !slips.has('wrongVfwebqq');
  return endpoint.ticket === 'vfwebqq' && !hasTicket ? refuse(100_000) : undefined;
}

function refuseSession(asked: Asked, { signIn, slips }: Identity): Answer | undefined {
  const isPoll = asked.name === 'poll2';
  const era: Era = signIn?.era ?? 'smartqq';
  const isWrong = slips.has('wrongPsessionid') || field(asked, 'psessionid') === '';
  // A poll looks for itself: the place may have been taken, which it is the one to tell.
  if (isWrong || (signIn?.phase !== 'online' && !isPoll)) return refusal(era, isPoll ? 121 : 103);
  return field(asked, 'clientid') === signIn?.clientid ? undefined : refusal(era, 122);
}
