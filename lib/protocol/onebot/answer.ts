import type { SessionReason } from '../../model/session';
import { amountOf, type Fields, fieldsOf, idOf, parseJson, wordsOf } from '../json';
import type { Reply, Request } from '../protocol';

/** What a reply says before its data is looked at. */
export type Answer =
  | { readonly kind: 'ok'; readonly data: unknown }
  | { readonly kind: 'refused'; readonly said: string }
  /** This server has no such action. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'wrong-token' }
  | { readonly kind: 'unreadable'; readonly why: SessionReason; readonly detail: string };

export function readFrame(bytes: Uint8Array): Fields | undefined {
  return fieldsOf(parseJson(new TextDecoder().decode(bytes)));
}

/** A frame is an answer if no event is in it but a status or a code (spec/onebot, Transport). */
export function replyKey(bytes: Uint8Array): string | undefined {
  const frame = readFrame(bytes);
  if (!frame || 'post_type' in frame || !('retcode' in frame || 'status' in frame)) return undefined;
  return idOf(frame.echo) ?? '';
}

export function decodeAnswer(to: Request, got: Extract<Reply, { kind: 'reply' }>): Answer {
  const { status, bytes } = got;
  // A page in HTML is some other server's refusal, and no token of a QQ number is its business (spec/onebot, Auth).
  const aPage = /^\s*</.test(new TextDecoder().decode(bytes.slice(0, 80)));
  if ((status === 401 || status === 403) && !aPage) return { kind: 'wrong-token' };
  const answer = readFrame(bytes);
  if (answer && ('retcode' in answer || 'status' in answer)) {
    // Over HTTP a server makes up an echo of its own; there the connection says what is answered.
    const echo = to.via.kind === 'frame' ? idOf(answer.echo) : undefined;
    return echo === undefined || echo === to.key
      ? judge(answer)
      : unreadable('wrong-seq', 'an answer to something else');
  }
  if (to.via.kind === 'http' && (status === 404 || status === 405)) return { kind: 'unsupported' };
  if (status >= 500) return unreadable('server-trouble', `HTTP status ${status}`);
  if (status === 426) return unreadable('no-socket', 'it wants a WebSocket');
  if (bytes.length === 0) return unreadable('answered-nothing', 'an answer without content');
  const cut = /^\s*\{/.test(new TextDecoder().decode(bytes.slice(0, 80)));
  return unreadable(cut ? 'garbled' : 'not-onebot', `HTTP status ${status}, ${bytes.length} bytes of something else`);
}

function judge(answer: Fields): Answer {
  const code = amountOf(answer.retcode);
  if (
    answer.status === 'ok' ||
    answer.status === 'async' ||
    (answer.status === undefined && (code === 0 || code === 1))
  ) {
    return { kind: 'ok', data: answer.data };
  }
  const said = wordsOf(answer.wording) ?? wordsOf(answer.message) ?? wordsOf(answer.msg) ?? `retcode ${code}`;
  if (code === 1403 || code === 1401) return { kind: 'wrong-token' };
  // NapCat says 200 over HTTP for an unknown action, so the words decide (spec/onebot, Error codes).
  if (code === 404 || code === 1404 || /不支持|unsupported|unknown action/i.test(said)) return { kind: 'unsupported' };
  return { kind: 'refused', said };
}

function unreadable(why: SessionReason, detail: string): Answer {
  return { kind: 'unreadable', why, detail };
}
