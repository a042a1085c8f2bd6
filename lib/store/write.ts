import { actOnAccounts, addAccount, changeAccount, deleteAccount, orderAccounts, writeSecret } from './accounts';
import { begin, beginReply } from './begin';
import { mendClock } from './clock-back';
import { commit } from './commit';
import { putRequestAway } from './commit-requests';
import { seeGaps } from './gaps';
import { keepReply, readJournal } from './journal';
import { expireMutes, mute, nextMuteEnd, setAlways, setLoud } from './mutes';
import { lastShown, moveNotices, putNoticeAway, readNotices, repeatNotices, settleNotices } from './notices';
import type { Connection } from './open';
import { nextDue, readDue } from './outbox';
import { changePerson, readNameless } from './people';
import { prune } from './prune';
import { readPresence } from './read';
import { lastRead, markAllRead, markRead } from './read-marks';
import { cancelReply, confirmReply, deleteMessage, queueReply, requeueReply } from './replies';
import { moveRequestNotices, putRequestNoticeAway, readRequestNotices, repeatRequestNotices } from './request-notices';
import { settleReply } from './settle';
import type { Store } from './store';
import { readComings, tellComing } from './telling';
import { setDone } from './temporary';

/** Background code's way to write. Pages read with `read.ts` and write nothing but drafts. */
export function createStore({ run }: Connection): Store {
  return {
    begin: (ids, plan) => run((db) => begin(db, ids, plan)),
    journal: (row) => run((db) => keepReply(db, row)),
    readJournal: (accountId) => run((db) => readJournal(db, accountId)),
    commit: (accountId, plan) => run((db) => commit(db, accountId, plan)),

    addAccount: (account, session, secret) => run((db) => addAccount(db, account, session, secret)),
    writeSecret: (id, secret) => run((db) => writeSecret(db, id, secret)),
    changeAccount: (id, plan) => run((db) => changeAccount(db, id, plan)),
    actOnAccounts: (ids, plan) => run((db) => actOnAccounts(db, ids, plan)),
    orderAccounts: (ids) => run((db) => orderAccounts(db, ids)),
    deleteAccount: (id, still) => run((db) => deleteAccount(db, id, still)),

    queueReply: (reply) => run((db) => queueReply(db, reply)),
    readDue: (now, accountId) => run((db) => readDue(db, now, accountId)),
    nextDue: (after) => run((db) => nextDue(db, after)),
    beginReply: (outboxId, plan) => run((db) => beginReply(db, outboxId, plan)),
    settleReply: (outboxId, to) => run((db) => settleReply(db, outboxId, to)),
    requeueReply: (accountId, peer, ordinal, now) => run((db) => requeueReply(db, [accountId, peer], ordinal, now)),
    cancelReply: (outboxId) => run((db) => cancelReply(db, outboxId)),
    confirmReply: (accountId, peer, ordinal) => run((db) => confirmReply(db, [accountId, peer], ordinal)),
    deleteMessage: (accountId, peer, ordinal, now) => run((db) => deleteMessage(db, [accountId, peer], ordinal, now)),

    markRead: (key, through) => run((db) => markRead(db, key, through)),
    lastRead: (key) => run((db) => lastRead(db, key)),
    readPresence: (accountId, numbers) => run((db) => readPresence(db, accountId, numbers)),
    readComings: () => run(readComings),
    tellComing: (key) => run((db) => tellComing(db, key)),
    changePerson: (accountId, number, change) => run((db) => changePerson(db, accountId, number, change)),
    readNameless: (accountId, numbers) => run((db) => readNameless(db, accountId, numbers)),
    closeRequest: (accountId, key) => run((db) => putRequestAway(db, accountId, key)),
    markAllRead: (accountId) => run((db) => markAllRead(db, accountId)),
    mute: (key, until) => run((db) => mute(db, key, until)),
    setLoud: (key, loud) => run((db) => setLoud(db, key, loud)),
    setAlways: (key, always) => run((db) => setAlways(db, key, always)),
    expireMutes: (now) => run((db) => expireMutes(db, now)),
    nextMuteEnd: () => run((db) => nextMuteEnd(db)),

    seeGaps: (through, accountId) => run((db) => seeGaps(db, through, accountId)),
    mendClock: (now) => run((db) => mendClock(db, now)),
    setDone: (key, at) => run((db) => setDone(db, key, at)),
    prune: (rules, place) => run((db) => prune(db, rules, place)),

    readNotices: (...states) => run((db) => readNotices(db, ...states)),
    moveNotices: (keys, to) => run((db) => moveNotices(db, keys, to)),
    settleNotices: (up) => run((db) => settleNotices(db, up)),
    putNoticeAway: (of) => run((db) => putNoticeAway(db, of)),
    repeatNotices: () => run(repeatNotices),
    readRequestNotices: () => run(readRequestNotices),
    moveRequestNotices: (keys, to) => run((db) => moveRequestNotices(db, keys, to)),
    repeatRequestNotices: () => run(repeatRequestNotices),
    putRequestNoticeAway: (of) => run((db) => putRequestNoticeAway(db, of)),
    lastShown: (key) => run((db) => lastShown(db, key)),
  };
}
