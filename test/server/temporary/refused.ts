/** Why a session was not opened, and what a page is told of it. */
export const REASONS = {
  'ill-formed': [400, '链接不完整或写错了 · This link is ill-formed'],
  'life-too-long': [400, '有效期最长 24 小时 · A link lives 24 hours at most'],
  nobody: [404, '没有这个号码 · Nobody has this number'],
  'unknown-key': [404, '没有这个 sigkey · Nobody has this sigkey'],
  'unknown-session': [404, '没有这个会话 · There is no such session'],
  'switched-off': [403, '对方没有开启临时会话 · They have temporary sessions switched off'],
  'not-signed': [403, '对方只接受签名的链接 · They take signed links only'],
  'wrong-token': [403, 'token 不对 · The token is not of this link'],
  'wrong-seal': [403, 'seal 不对 · The seal is not of this link'],
  'not-yet': [403, '链接的时间在将来 · The link is of a later time'],
  expired: [410, '链接已过期 · The link has expired'],
  'too-often': [429, '太频繁：每分钟最多 5 次 · Too often: 5 a minute at most'],
  'code-needed': [401, '请输入 6 位验证码 · A code of six digits is asked for'],
  'wrong-code': [403, '验证码不对 · The code is wrong'],
  'code-expired': [403, '验证码已过期 · The code has expired'],
  'code-used': [403, '验证码已用过 · The code was used already'],
  'no-agent': [503, '现在没有客服在线 · No agent is there now'],
} as const satisfies Record<string, readonly [number, string]>;
export type Reason = keyof typeof REASONS;

/** Thrown by whoever checks. */
export class Refused extends Error {
  constructor(readonly reason: Reason) {
    super(REASONS[reason][1]);
  }
}
