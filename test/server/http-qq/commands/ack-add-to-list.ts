import { type Command, done, refused, type Work } from '../command';
import { isDigits } from '../parse-request';
import { PENALTY_MS } from '../penalties';
import { answerWhoAsked, askToBeAdded } from '../relations';

/** Answers somebody's request to be added (CD 0 yes, 1 no), or makes one (CD 2); RS is the reason. */
export const ackAddToList: Command = {
  name: 'Ack_AddToList',
  echo: 'Ack_AddToList',
  endsOpen: true,
  about: 'UN',
  prepare(params) {
    const other = params.get('UN') ?? '';
    const code = params.get('CD') ?? '';
    if (!isDigits(other) || !isDigits(code)) return undefined;
    const text = params.get('RS') ?? '';
    switch (Number(code)) {
      case 0:
        return answering(other, true, text);
      case 1:
        return answering(other, false, text);
      case 2:
        return asking(other, text);
      default:
        return () => refused(PENALTY_MS);
    }
  },
};

/** A request is answered once: a second answer was "sent twice" (spec/http-qq, RES 3). */
function answering(other: string, accepted: boolean, text: string): Work {
  return (office, { uin }) => {
    if (!office.requests.close(other, uin)) return refused(PENALTY_MS);
    answerWhoAsked(office, uin, other, accepted, text);
    return done();
  };
}

/** Of two with different SEQs the first is refused and held, and the second, which may come meanwhile, counts. */
function asking(other: string, text: string): Work {
  return (office, { uin, seq }) => {
    const { core, requests } = office;
    if (!requests.completes(uin, other, seq, core.clock.now())) return refused(PENALTY_MS);
    // Who lets nobody add them hears of no request, and nor does nobody.
    const profile = core.world.profile(other);
    if (profile !== undefined && profile.adding !== 'closed') askToBeAdded(office, uin, other, text);
    return done();
  };
}
