import type { Segment } from '../postbox';
import { decodeCq } from './cq-code';

/** A call's parameters, as a client wrote them. */
export type Params = Readonly<Record<string, unknown>>;

/** A call whose parameters are not good: nothing was done. */
export class BadParams extends Error {}

/** A call that was understood and could not be carried out. */
export class ActionFailed extends Error {}

/** A number of a person, a group or a message; clients send numbers or texts (spec/onebot, IDs). */
export function parseNumber(params: Params, name: string): string {
  const value = parseOptionalNumber(params, name);
  if (value === undefined) throw new BadParams(`${name} is required`);
  return value;
}

export function parseOptionalNumber(params: Params, name: string): string | undefined {
  const value = params[name];
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^-?\d{1,16}$/.test(text)) throw new BadParams(`${name} must be a number`);
  return text;
}

export function parseCount(params: Params, name: string, otherwise: number): number {
  return Math.max(0, Number(parseOptionalNumber(params, name) ?? otherwise));
}

export function parseObject(params: Params, name: string): Params {
  const value = params[name];
  if (typeof value !== 'object' || value === null) throw new BadParams(`${name} is required`);
  return value as Params;
}

/** Only the word or value false is no. */
export function parseApproval(params: Params): boolean {
  return String(params.approve ?? true) !== 'false';
}

export function parseWord(params: Params, name: string): string {
  const value = params[name];
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') throw new BadParams(`${name} is required`);
  return value;
}

/** A message in any of its three forms: segments, one segment, or text with codes. */
export function parseMessage(params: Params): Segment[] {
  const { message, auto_escape: plain } = params;
  if (typeof message === 'string') {
    const segments = plain === true ? [{ type: 'text', data: { text: message } }] : decodeCq(message);
    if (segments.length === 0) throw new BadParams('message is empty');
    return segments;
  }
  const list: unknown[] = Array.isArray(message) ? message : [message];
  if (list.length === 0) throw new BadParams('message is empty');
  return list.map(parseSegment);
}

function parseSegment(value: unknown): Segment {
  const { type, data } = (value ?? {}) as Partial<Segment>;
  if (typeof type !== 'string' || typeof data !== 'object' || data === null)
    throw new BadParams('message is malformed');
  return { type, data };
}

/** What the ledger has of a message: its text, and a word in brackets for what is none. */
export function plainText(segments: readonly Segment[]): string {
  return segments.map(({ type, data }) => (type === 'text' ? String(data.text ?? '') : `[${type}]`)).join('');
}
