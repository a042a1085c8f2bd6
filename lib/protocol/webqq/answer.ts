import { type Fields, fieldsOf, parseJson } from '../json';
import type { Reply } from '../protocol';
import { textOf } from './batch';

export type Answer =
  | { readonly kind: 'answer'; readonly retcode: number; readonly fields: Fields }
  /** The server behind the server has nothing: an idle poll of late SmartQQ (spec/webqq, B7). */
  | { readonly kind: 'gateway' }
  | { readonly kind: 'unreadable'; readonly why: 'garbled' | 'not-webqq' | 'server-trouble'; readonly detail: string };

/** A JSON answer with its number: `retcode`, or `errCode` of SmartQQ's sends (spec/webqq, B5). */
export function decodeAnswer(got: Extract<Reply, { kind: 'reply' }>): Answer {
  if (got.status === 502 || got.status === 504) return { kind: 'gateway' };
  const text = textOf(got);
  const fields = text === undefined ? undefined : fieldsOf(parseJson(text));
  const code = fields?.retcode ?? fields?.errCode;
  if (fields && typeof code === 'number' && Number.isSafeInteger(code))
    return { kind: 'answer', retcode: code, fields };
  const detail = `HTTP ${got.status}: ${(text ?? 'bytes that are no UTF-8').slice(0, 80)}`;
  if (/^\s*</.test(text ?? '')) return { kind: 'unreadable', why: 'not-webqq', detail };
  return { kind: 'unreadable', why: got.status >= 500 ? 'server-trouble' : 'garbled', detail };
}
