import type { Part } from '../../model/message';
import { type Fields, fieldsOf, idOf, parseJson, rowsOf, urlOf, wholeTextOf, wordsOf } from '../json';
import { decodeCq, type Segment } from './cq';

export interface Content {
  /** All of it on one plain level, for places that show text only. */
  readonly text: string;
  /** Absent where the message is nothing but text. */
  readonly parts?: readonly Part[];
  /** It speaks to this account, by number or to everybody. */
  readonly mention?: true;
}

/** What `message` holds: a list of segments, one alone, or text with CQ codes, whatever the server is set to. */
export function decodeContent(message: unknown, self: string): Content {
  const segments = typeof message === 'string' ? decodeCq(message) : readSegments(message);
  const parts = segments.flatMap((segment) => decodePart(segment) ?? []);
  const mention = parts.some((part) => part.kind === 'mention' && (part.number === self || part.number === 'all'));
  return {
    text: parts.map((part, index) => plainOf(part, segments[index]?.type ?? '')).join(''),
    ...(parts.some(({ kind }) => kind !== 'text') && { parts }),
    ...(mention && { mention }),
  };
}

/** Always segments: a bare string would have "[CQ:…]" read as a code that the person only wrote (spec/onebot, Sending). */
export function encodeContent(text: string, quote?: string): Segment[] {
  const answered: Segment[] = quote === undefined ? [] : [{ type: 'reply', data: { id: quote } }];
  return [...answered, { type: 'text', data: { text } }];
}

function readSegments(message: unknown): Segment[] {
  return rowsOf(Array.isArray(message) ? message : [message]).map(({ type, data }) => ({
    type: wordsOf(type, 40) ?? '?',
    data: fieldsOf(data) ?? {},
  }));
}

const media: Readonly<Record<string, Extract<Part, { url?: string }>['kind']>> = {
  poke: 'poke',
  dice: 'dice',
  rps: 'rps',
  image: 'picture',
  mface: 'picture',
  record: 'voice',
  video: 'video',
  file: 'file',
  onlinefile: 'file',
  flashtransfer: 'file',
  face: 'face',
  forward: 'forward',
  node: 'forward',
};
const cards = ['json', 'xml', 'share', 'music', 'location', 'contact', 'miniapp'];

function decodePart({ type, data }: Segment): Part {
  switch (type) {
    case 'text':
    case 'markdown':
      return { kind: 'text', text: wholeTextOf(data.text ?? data.content) };
    case 'at': {
      const name = wordsOf(data.name);
      return { kind: 'mention', number: idOf(data.qq) ?? '?', ...(name && { name }) };
    }
    case 'reply':
      return { kind: 'quote', key: idOf(data.id) ?? '?' };
  }
  const name = nameOf(type, data);
  const url = urlOf(data.url, data.file, data.jumpUrl, cardUrl(type, data));
  // `hasOwn`: a server may call its piece "constructor".
  const kind = (Object.hasOwn(media, type) ? media[type] : undefined) ?? (cards.includes(type) ? 'card' : undefined);
  return kind ? { kind, ...(name && { name }), ...(url && { url }) } : { kind: 'other', type, ...(name && { name }) };
}

/** Where a card of Tencent's own making leads: an attribute, or in `meta`, under a name of each kind. */
function cardUrl(type: string, { data }: Fields): string | undefined {
  if (type === 'xml') return /\burl="(https?:[^"]{1,2000})"/i.exec(wholeTextOf(data))?.[1]?.replaceAll('&amp;', '&');
  if (type !== 'json' && type !== 'miniapp') return undefined;
  const meta = fieldsOf(fieldsOf(parseJson(wholeTextOf(data)))?.meta) ?? {};
  const details = rowsOf(Object.values(meta));
  return urlOf(...details.flatMap(({ jumpUrl, qqdocurl, url }) => [jumpUrl, qqdocurl, url]));
}

/** What it says of itself. A picture's file name is a checksum and says nothing. */
function nameOf(type: string, data: Fields): string | undefined {
  switch (type) {
    case 'image':
    case 'mface':
      return wordsOf(data.summary);
    case 'file':
    case 'onlinefile':
    case 'flashtransfer':
      return [data.name, data.file_name, data.fileName, data.file, data.title]
        .map((word) => wordsOf(word))
        .find(Boolean);
    case 'face':
      return wordsOf(fieldsOf(data.raw)?.faceText) ?? wordsOf(data.id);
    case 'json':
    case 'miniapp':
      return wordsOf(fieldsOf(parseJson(wholeTextOf(data.data)))?.prompt);
    case 'xml':
      return wordsOf(
        /<title>([^<]{1,200})<|brief="([^"]{1,200})"/.exec(wholeTextOf(data.data))?.slice(1).find(Boolean),
      );
    case 'contact':
      return wordsOf(data.name) ?? wordsOf(data.id);
    // The number in it names a movement, and means nothing to a person.
    case 'poke':
    case 'rps':
      return wordsOf(data.name);
    default:
      return wordsOf(data.title) ?? wordsOf(data.name) ?? wordsOf(data.result) ?? wordsOf(data.content);
  }
}

function plainOf(part: Part, type: string): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'mention':
      return `@${part.name ?? part.number}`;
    case 'quote':
      return '';
    case 'face':
      return part.name && /\D/.test(part.name) ? `[${part.name}]` : '[face]';
    default:
      return part.name ? `[${part.name.replace(/^\[(.*)\]$/s, '$1')}]` : `[${type}]`;
  }
}
