import type { Fields } from '../json';

/** A piece of a message as it travels. */
export interface Segment {
  readonly type: string;
  readonly data: Fields;
}

/** A message in CQ codes, `[CQ:type,key=value]` between plain text, as segments (spec/onebot, Messages). */
export function decodeCq(text: string): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  const takeText = (end: number) => {
    if (end > at) segments.push({ type: 'text', data: { text: fromCq(text.slice(at, end)) } });
  };
  for (const found of text.matchAll(/\[CQ:([^,[\]\s]+)((?:,[^,=[\]]+=[^,[\]]*)*)\]/g)) {
    takeText(found.index);
    const [whole, type = '', params = ''] = found;
    const pairs = params
      .split(',')
      .slice(1)
      .map((pair) => {
        const equals = pair.indexOf('=');
        return [pair.slice(0, equals), fromCq(pair.slice(equals + 1))] as const;
      });
    segments.push({ type, data: Object.fromEntries(pairs) });
    at = found.index + whole.length;
  }
  takeText(text.length);
  return segments;
}

/** The way back, for servers that answer only to text. */
export function encodeCq(segments: readonly Segment[]): string {
  return segments
    .map(({ type, data }) => {
      if (type === 'text') return toCq(String(data.text ?? ''));
      const params = Object.entries(data).map(
        ([key, value]) => `,${key}=${toCq(String(value)).replace(/,/g, '&#44;')}`,
      );
      return `[CQ:${type}${params.join('')}]`;
    })
    .join('');
}

function toCq(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/\[/g, '&#91;').replace(/\]/g, '&#93;');
}

/** `&amp;` last: before the others it would make an entity of what was text. */
function fromCq(text: string): string {
  return text.replace(/&#91;/g, '[').replace(/&#93;/g, ']').replace(/&#44;/g, ',').replace(/&amp;/g, '&');
}
