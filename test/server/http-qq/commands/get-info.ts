import type { Profile } from '../../world';
import { type Command, done } from '../command';
import { encodeDetail, type Field } from '../encode-reply';
import { isDigits } from '../parse-request';

/** The fields of LV=2 and of LV=3 and up, in the order of the 2005 text; old clients count their places. */
const USUAL = ['AD', 'AG', 'EM', 'FC', 'HP', 'JB', 'LV', 'PC', 'PH', 'PR', 'PV', 'RN', 'SC', 'SX'];
const FULL = 'AD AG BT CO CT CV CY EM FC HP ID JB LV MO MT MV PC PH PR PV RN SC SH SX'.split(' ');

/** What stands in a field that nobody filled in. CV and ID as the text shows them, which knows no meaning for either. */
const BLANK: Readonly<Record<string, string>> = {
  AG: '0',
  BT: '0',
  CO: '0',
  CV: '\u0001',
  ID: '-',
  MT: '0',
  SH: '0',
  SX: '0',
};

/** What a person tells of themselves. Of a number that nobody has there is a reply in which every field is empty. */
export const getInfo: Command = {
  name: 'GetInfo',
  echo: 'GETINFO',
  about: 'UN',
  prepare(params) {
    const level = params.get('LV') ?? '';
    const uin = params.get('UN') ?? '';
    if (!isDigits(level) || !isDigits(uin)) return undefined;
    return ({ core }) => {
      const profile = core.world.profile(uin);
      const keys = Number(level) < 2 ? ['LV'] : Number(level) === 2 ? USUAL : FULL;
      return done([
        ...keys.map((key): Field => [key, key === 'LV' ? level : encodeDetail(detailOf(profile, key))]),
        ['UN', uin],
        ['NK', encodeDetail(profile?.nick ?? '')],
      ]);
    };
  },
};

function detailOf(profile: Profile | undefined, key: string): string {
  if (profile === undefined) return '';
  return key === 'FC' ? String(profile.face) : (profile.details?.[key] ?? BLANK[key] ?? '');
}
