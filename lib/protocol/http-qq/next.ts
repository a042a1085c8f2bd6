import { isDeed } from '../../model/act';
import type { EpochMs } from '../../model/ids';
import { peerNumber } from '../../model/ids';
import type { Request, Step, Want } from '../protocol';
import { type HttpQqCursor, type Roll, takeSeq, type Walk } from './cursor';
import { encodeRequest, loginCode, type Param } from './encode';
import { encodeQuery } from './find';
import { encodeDeed } from './friendship';
import { noteSend, sendWaitUntil, statusWaitUntil } from './pace';
import { encodeStatus } from './presence-codes';
import { passwordSecret } from './secret';
import type { HttpQqSettings } from './settings';

/** UN counts only as the last number of a page just handed out (spec/http-qq, Pages): later, a walk starts over. */
const walkPauseMs = 60_000;

/**
 * The next request that serves `want`. Everything but signing in, signing out and the probe needs a session, so while
 * there is none the same want is served by signing in first; a message waits for that on its own.
 */
export function planNext(settings: HttpQqSettings, cursor: HttpQqCursor, want: Want, now: EpochMs): Step<HttpQqCursor> {
  const ask = (from: HttpQqCursor, cmd: string, params: readonly Param[] = [], serves: Want = want) => {
    const { cursor: taken, key } = takeSeq(from);
    return step(taken, buildRequest(settings, key, serves, cmd, params));
  };
  const signOut = () => ask({ ...cursor, signedIn: false }, 'Logout', [], { kind: 'sign-out' });
  const signIn = () =>
    ask(
      withoutHalt({ ...cursor, signedIn: false }),
      'Login',
      [
        ['PS', { secret: passwordSecret }],
        ['M5', '1'],
        ['LC', loginCode],
      ],
      { kind: 'sign-in' },
    );

  switch (want.kind) {
    case 'probe':
      return ask(cursor, 'Logout');
    case 'sign-out':
      return signOut();
    case 'sign-in':
      return signIn();
  }
  if (cursor.halted) return { kind: 'none' };

  switch (want.kind) {
    case 'receive':
      if (!cursor.signedIn) return signIn();
      return ask({ ...cursor, polling: { seq: String(cursor.seq), at: now } }, 'GetMsgEx');
    case 'contacts': {
      if (!cursor.signedIn) return signIn();
      const walk = walkOn(cursor.contacts, String(cursor.seq), now);
      const page: Param[] = [
        ['TN', '160'],
        ['UN', walk.after],
      ];
      return ask(
        { ...cursor, contacts: { ...cursor.contacts, triedAt: now, walk } },
        'List',
        walk.counting ? [] : page,
      );
    }
    case 'presence': {
      if (!cursor.signedIn) return signIn();
      const walk = walkOn(cursor.presence, String(cursor.seq), now);
      return ask({ ...cursor, presence: { ...cursor.presence, triedAt: now, walk } }, 'Query_Stat', [
        ['TN', '50'],
        ['UN', walk.after],
      ]);
    }
    case 'status': {
      const code = encodeStatus(want.status);
      if (code === undefined) return { kind: 'none' };
      // Signing in only to say that one is away would announce the opposite first.
      if (!cursor.signedIn) return want.status === 'offline' ? signOut() : signIn();
      const until = statusWaitUntil(cursor, now);
      if (until !== undefined) return { kind: 'wait', until };
      return ask({ ...cursor, statusAt: now }, 'Change_Stat', [['ST', code]]);
    }
    case 'send': {
      if (!want.peer.startsWith('u:')) return { kind: 'none', never: 'unsupported' };
      const until = cursor.signedIn ? sendWaitUntil(cursor, now) : now + signInPatienceMs;
      if (until !== undefined) return { kind: 'wait', until };
      return ask(noteSend(cursor, now), 'CLTMSG', [
        ['UN', peerNumber(want.peer)],
        ['MG', want.text],
      ]);
    }
    case 'profile':
      if (!cursor.signedIn) return signIn();
      return ask(cursor, 'GetInfo', [
        ['LV', want.brief ? '0' : '3'],
        ['UN', want.number],
      ]);
    case 'find':
      if (!cursor.signedIn) return signIn();
      return ask(cursor, 'Finger', encodeQuery(want.query, want.after));
  }
  if (!isDeed(want)) return { kind: 'none' };
  const deed = encodeDeed(cursor, want);
  if (deed === undefined) return { kind: 'none' };
  return cursor.signedIn ? ask(cursor, deed.cmd, deed.params) : signIn();
}

/** How long a message leaves signing in to the session before it asks again. */
const signInPatienceMs = 1_000;

/** The page that follows, or the first one. A page under way is asked again by its key, never from here. */
function walkOn({ walk }: Roll, seq: string, now: EpochMs): Walk {
  const fresh: Walk = { at: now, after: '0', seen: [] };
  const goesOn = walk && walk.asked === undefined && Math.abs(now - walk.at) < walkPauseMs;
  return { ...(goesOn ? walk : fresh), asked: seq };
}

function buildRequest(
  settings: HttpQqSettings,
  key: string,
  want: Want,
  cmd: string,
  params: readonly Param[],
): Request {
  return {
    key,
    want,
    via: {
      kind: 'http',
      method: 'POST',
      url: `${settings.server}/`,
      headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
      body: encodeRequest(cmd, key, settings.uin, params),
      // Not followed, but told apart from silence: a network that wants its user to sign in answers so.
      redirect: 'manual',
    },
    // The server answers a SEQ it knows with the same reply again (spec/http-qq, Transport).
    repeat: 'repeatable',
    destructive: want.kind === 'receive',
  };
}

function step(cursor: HttpQqCursor, request: Request): Step<HttpQqCursor> {
  return { kind: 'ask', cursor, request };
}

function withoutHalt({ halted: _, ...cursor }: HttpQqCursor): HttpQqCursor {
  return cursor;
}
