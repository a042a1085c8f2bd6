import type { Segment } from '../postbox';

/** Writes a message as the older form has it: codes in square brackets amid escaped text (spec/onebot, Messages). */
export function encodeCq(segments: readonly Segment[]): string {
  return segments.map(encodeSegment).join('');
}

function encodeSegment({ type, data }: Segment): string {
  if (type === 'text') return escapeText(String(data.text ?? ''));
  const fields = Object.entries(data).map(
    ([key, value]) => `,${key}=${escapeText(wordOf(value)).replaceAll(',', '&#44;')}`,
  );
  return `[CQ:${type}${fields.join('')}]`;
}

function wordOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('[', '&#91;').replaceAll(']', '&#93;');
}

/** Reads the older form; what is no code is text. */
export function decodeCq(message: string): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const code of message.matchAll(/\[CQ:([A-Za-z0-9_.-]+)((?:,[^\],]+)*)\]/g)) {
    if (code.index > end) segments.push(textSegment(message.slice(end, code.index)));
    segments.push({ type: code[1] ?? '', data: decodeFields(code[2] ?? '') });
    end = code.index + code[0].length;
  }
  if (end < message.length) segments.push(textSegment(message.slice(end)));
  return segments;
}

function textSegment(escaped: string): Segment {
  return { type: 'text', data: { text: decodeEscapes(escaped) } };
}

function decodeFields(list: string): Record<string, string> {
  const fields = list.split(',').slice(1);
  return Object.fromEntries(
    fields.map((field) => {
      const equals = field.indexOf('=');
      return equals < 0 ? [field, ''] : [field.slice(0, equals), decodeEscapes(field.slice(equals + 1))];
    }),
  );
}

/** `&amp;` last: what it leaves behind is no further escape. */
function decodeEscapes(text: string): string {
  return text.replaceAll('&#44;', ',').replaceAll('&#91;', '[').replaceAll('&#93;', ']').replaceAll('&amp;', '&');
}
