import type { Part } from '../../model/message';
import { amountOf, fieldsOf, wordsOf } from '../json';
import { faceName } from './faces';

export interface Content {
  /** All of it on one plain level, for places that show text only. */
  readonly text: string;
  /** Absent where the message is nothing but text. */
  readonly parts?: readonly Part[];
}

/**
 * What `content` holds: texts, faces, pictures and a font block, first or last. A message of nothing but a font is a
 * picture that the web could not show (spec/webqq, B9).
 */
export function decodeContent(content: unknown): Content {
  const parts = trim((Array.isArray(content) ? content : [content]).flatMap(decodePiece));
  const shown: Part[] = parts.length > 0 ? parts : [{ kind: 'picture' }];
  return {
    text: shown.map(plainOf).join(''),
    ...(shown.some(({ kind }) => kind !== 'text') && { parts: shown }),
  };
}

function decodePiece(piece: unknown): Part[] {
  if (typeof piece === 'string') {
    const text = unescapeText(piece).replace(/\r\n?/g, '\n');
    return text === '' ? [] : [{ kind: 'text', text }];
  }
  if (!Array.isArray(piece)) return [];
  const [kind, value] = piece;
  switch (kind) {
    case 'font':
      return [];
    case 'face': {
      const name = faceName(amountOf(value)) ?? wordsOf(value, 20);
      return [{ kind: 'face', ...(name !== undefined && { name }) }];
    }
    // The name of a picture's file is a checksum and says nothing, and its address needs the session's cookies.
    case 'cface':
    case 'offpic':
      return [{ kind: 'picture' }];
    default: {
      const name = wordsOf(fieldsOf(value)?.name ?? value);
      return [{ kind: 'other', type: wordsOf(kind, 40) ?? '?', ...(name !== undefined && { name }) }];
    }
  }
}

/** A blank or line's end stands behind nearly every message and was typed by nobody (spec/webqq, B9). */
function trim(parts: readonly Part[]): Part[] {
  const kept = [...parts];
  for (let last = kept.at(-1); last?.kind === 'text'; last = kept.at(-1)) {
    kept.pop();
    let { length } = last.text;
    // No expression: on a long run of blanks inside the text one takes minutes.
    while (' \n'.includes(last.text.charAt(length - 1)) && length > 0) length--;
    if (length > 0) return [...kept, { kind: 'text', text: last.text.slice(0, length) }];
  }
  return kept;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" };

/** Texts and names may come with entities (spec/webqq, B8). The result is text as before, not HTML. */
export function unescapeText(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|(amp|lt|gt|quot|nbsp|apos));/g, (whole, code?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const point = Number(code);
    return point > 0 && point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
  });
}

function plainOf(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'face':
      return part.name && /\D/.test(part.name) ? `[${part.name}]` : '[face]';
    case 'picture':
      return '[image]';
    default:
      return 'name' in part && part.name ? `[${part.name}]` : '[?]';
  }
}

/** A text as `content` of a send: a JSON text of an array that ends with a font block (spec/webqq, B5). */
export function encodeContent(text: string): string {
  return JSON.stringify([text, ['font', { name: '宋体', size: 10, style: [0, 0, 0], color: '000000' }]]);
}
