import type { Segment } from '../postbox';
import type { Era } from './sign-ins';

/** What a client wrote. */
export interface Written {
  text: string;
  segments: Segment[];
}

/** What people of other protocols read where a face was. */
const FACE_IN_TEXT = '[face]';

/** The font that a message comes with where its writer chose none (recorded). */
const FONTS = {
  webqq3: { size: 10, color: '000000', style: [0, 0, 0], name: '宋体' },
  smartqq: { size: 10, color: '000000', style: [0, 0, 0], name: '微软雅黑' },
};

export interface ContentManner {
  era: Era;
  /** Where pictures differ: a picture of a group is a cface, one of a person an offpic (spec/webqq, B5). */
  inGroup: boolean;
  escaped: boolean;
  fontLast: boolean;
}

/** A message's content as a poll tells it: the font block first, of WebQQ 3 a blank behind every text (spec/webqq, B9). */
export function encodeContent(segments: readonly Segment[], manner: ContentManner): unknown[] {
  const font = ['font', FONTS[manner.era]];
  const pieces = segments.flatMap((segment) => encodePiece(segment, manner));
  const endsWithText = typeof pieces.at(-1) === 'string';
  const last = manner.era === 'webqq3' && !endsWithText ? [' '] : [];
  const content = [...pieces, ...last];
  return manner.fontLast ? [...content, font] : [font, ...content];
}

function encodePiece({ type, data }: Segment, { era, inGroup, escaped }: ContentManner): unknown[] {
  const blank = era === 'webqq3' ? ' ' : '';
  switch (type) {
    case 'text':
      return [escapeText(String(data.text ?? ''), escaped) + blank];
    case 'at':
      return [`@${escapeText(String(data.name ?? data.qq ?? ''), escaped)}${blank}`];
    case 'face':
      return [['face', Number(data.id ?? 0)]];
    case 'image':
      return [encodePicture(String(data.file ?? 'A.jpg'), inGroup)];
    // Any piece that no other segment makes, as the wire has it.
    case 'raw':
      return [data.piece];
    default:
      return [];
  }
}

function encodePicture(file: string, inGroup: boolean): unknown[] {
  if (!inGroup) return ['offpic', { success: 1, file_path: `/${file}` }];
  const key = 'aaaaaaaaaaaaaaaa';
  return ['cface', { name: file, file_id: 2_000_000_001, key, server: '127.0.0.1:8000' }];
}

/** The entities that texts and names came in (spec/webqq, B8). */
export function escapeText(text: string, escaped: boolean): string {
  if (!escaped) return text;
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/**
 * Reads what a client sends: a JSON text of an array with texts, faces and pictures, and last a font block. Undefined if
 * it is none of that; a message must have at least one piece.
 */
export function decodeContent(json: unknown): Written | undefined {
  const pieces = parseArray(json);
  if (pieces === undefined) return undefined;
  const segments = dropEnd(pieces.flatMap(decodePiece));
  if (segments.length === 0) return undefined;
  const text = segments.map(({ type, data }) => (type === 'text' ? String(data.text) : FACE_IN_TEXT)).join('');
  return { text, segments };
}

function parseArray(json: unknown): unknown[] | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    const pieces: unknown = JSON.parse(json);
    return Array.isArray(pieces) ? pieces : undefined;
  } catch {
    return undefined;
  }
}

function decodePiece(piece: unknown): Segment[] {
  if (typeof piece === 'string') return piece === '' ? [] : [{ type: 'text', data: { text: piece } }];
  if (!Array.isArray(piece)) return [];
  const [kind, value] = piece as unknown[];
  if (kind === 'face') return [{ type: 'face', data: { id: String(value) } }];
  if (kind === 'cface' || kind === 'offpic') return [{ type: 'image', data: { file: String(piece[1]) } }];
  return [];
}

/** WebQQ 3 clients put a line's end after their text, because the service wanted one text at least (spec/webqq, B5). */
function dropEnd(segments: Segment[]): Segment[] {
  const last = segments.at(-1);
  return segments.length > 1 && last?.type === 'text' && last.data.text === '\n' ? segments.slice(0, -1) : segments;
}
