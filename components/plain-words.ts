import { cleanName } from '../lib/format/name';
import { type Translate, wordKey } from '../lib/i18n/i18n';
import type { Part } from '../lib/model/message';

/** A message of several pieces on one plain level, in the person's language: "[图片] 你看". A quote says nothing here. */
export function plainWords(parts: readonly Part[], t: Translate): string {
  return parts.map((part) => partWords(part, t)).join('');
}

export function partWords(part: Part, t: Translate): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'mention':
      return `@${part.number === 'all' ? t('everybody') : cleanName(part.name ?? '') || part.number}`;
    case 'quote':
      return '';
    case 'face':
      // The number of a face says nothing; a name does without the slash that QQ types it with.
      return `[${/\D/.test(part.name ?? '') ? cleanName(part.name ?? '').replace(/^\//, '') : t('part_face')}]`;
    default: {
      const name = part.name === undefined ? '' : cleanName(part.name).replace(/^\[(.*)\]$/, '$1');
      const kind = t(wordKey('part', part.kind));
      // Programs of QQ call a picture "[图片]" themselves.
      return `[${kind}${name && name !== kind ? ` ${name}` : ''}]`;
    }
  }
}
