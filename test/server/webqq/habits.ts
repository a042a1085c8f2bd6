/** Manners that the real servers had at some time; the control port switches them for all accounts at once. */
export const WEBQQ_HABITS = [
  { name: 'no-qr', does: 'there is no sign-in by QR code: a server of before 2015', source: 'spec/webqq, B2' },
  { name: 'no-password', does: 'there is no sign-in by password: 2015-09 and later', source: 'spec/webqq, B2' },
  { name: 'captcha', does: 'a sign-in by password asks for the picture', source: 'spec/webqq, B2 (check, getimage)' },
  { name: 'need-ptqrtoken', does: 'ptqrlogin without ptqrtoken gets 403: since 2017', source: 'spec/webqq, B2' },
  {
    name: 'scanned-says-66',
    does: 'a scanned QR code says so by words alone, its code is 66',
    source: 'recorded/ptlogin (a fixture of one client)',
  },
  {
    name: 'official-order',
    does: 'a poll of a session that never asked get_online_buddies2 gets 103',
    source: 'spec/webqq, B2 step 8',
  },
  {
    name: 'strict-referer',
    does: 'the Referer must be the very host’s proxy.html; get_friend_uin2 needs that of D',
    source: 'spec/webqq, B4 (one issue says so; other clients were served without)',
  },
  { name: 'late-idle', does: 'an idle poll says retcode 0, errmsg error, in place of 102', source: 'spec/webqq, B7' },
  { name: 'idle-says-ok', does: 'an idle poll says retcode 0, result "ok"', source: 'spec/webqq, B7' },
  {
    name: 'one-item',
    does: 'a poll hands over one thing, and of messages only the three common kinds',
    source: 'spec/webqq, What real clients needed',
  },
  {
    name: 'oldest-first',
    does: 'a batch starts with its oldest thing',
    source: 'spec/webqq, B7 (mq.js sorts by time)',
  },
  { name: 'duplicates', does: 'the next poll hands a batch over once more', source: 'spec/webqq, B7' },
  { name: 'echo-own', does: "one's own messages come back as received ones", source: 'spec/webqq, B7' },
  { name: 'entities', does: 'texts and names are entity-escaped', source: 'spec/webqq, B8' },
  { name: 'font-last', does: 'content has its font block last', source: 'issue 6, Content; spec/webqq, B5' },
] as const;

export type WebqqHabit = (typeof WEBQQ_HABITS)[number]['name'];
