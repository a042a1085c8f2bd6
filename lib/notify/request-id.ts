import type { RequestKey } from '../store/request-notices';

/** The one notification that stands for many requests. */
export const manyRequestsId = 'requests';

/** `request`: somebody asks; `undo`: the person has answered from there, and may still think better of it. */
export type RequestNoticeKind = 'request' | 'undo';

/** All that a click needs, whatever died meanwhile: a notification outlives the worker that showed it. */
export function encodeRequestId(kind: RequestNoticeKind, [accountId, key]: RequestKey): string {
  return `${kind}:${accountId}/${key}`;
}

/** Undefined for every other notification. */
export function parseRequestId(
  id: unknown,
): { readonly kind: RequestNoticeKind; readonly key: RequestKey } | undefined {
  const text = typeof id === 'string' ? id : '';
  const [, kind, account, key] = /^(request|undo):([1-9]\d{0,14})\/(.{1,150})$/s.exec(text) ?? [];
  if (account === undefined || key === undefined) return undefined;
  return { kind: kind === 'undo' ? 'undo' : 'request', key: [Number(account), key] };
}
