import { describe, expect, it } from 'vitest';
import { spellToken } from '../../../../lib/protocol/onebot/token';

describe('a token over HTTP', () => {
  it.each([
    ['abc k&y', 'Bearer abc k&y', ''],
    ['口令', '', '?access_token=%E5%8F%A3%E4%BB%A4'],
    // Latin-1 fits a header of a browser, but programs do not agree on what its bytes mean.
    ['clé', '', '?access_token=cl%C3%A9'],
  ])('%j stands in one place alone, where no header can carry it in the address', (token, header, tail) => {
    expect([spellToken('header', token), spellToken('tail', token)]).toEqual([header, tail]);
  });
});
