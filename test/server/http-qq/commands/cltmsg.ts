import { deliver } from '../../delivery';
import { type Command, done } from '../command';
import { isDigits } from '../parse-request';
import { PENALTY_MS } from '../penalties';

/** Sends a message, to friends and strangers alike. A message to nobody succeeds and is gone (Settled readings). */
export const cltmsg: Command = {
  name: 'CLTMSG',
  echo: 'CLTMSG',
  endsOpen: true,
  limit: { most: 3, withinMs: 2000, holdMs: PENALTY_MS },
  prepare(params) {
    const to = params.get('UN') ?? '';
    const text = params.get('MG') ?? '';
    // An empty text is taken for malformed, as an empty PS is.
    if (!isDigits(to) || text === '') return undefined;
    return ({ core }, { uin, seq }) => {
      if (core.world.profile(to) === undefined) return done();
      return done([], [deliver(core, { from: uin, to, text, request: { seq, cmd: 'CLTMSG' } })]);
    };
  },
};
