import { expect, it } from 'vitest';
import { createInitials, fitsInitials } from '../../../lib/format/pinyin';

const initials = createInitials();

it.each([
  ['林小满', 'lxm'],
  ['周宁远', 'zny'],
  ['欧阳锦程', 'oyjc'],
  ['阿树', 'as'],
  ['王丽', 'wl'],
  ['李娜', 'ln'],
  ['张伟', 'zw'],
  ['陈晨', 'cc'],
  ['赵钱孙李周吴郑王', 'zqslzwzw'],
  ['冯陈褚卫蒋沈韩杨', 'fccwjshy'],
  ['朱秦尤许何吕施张', 'zqyxhlsz'],
  ['孔曹严华金魏陶姜', 'kcyhjwtj'],
  ['戚谢邹喻柏水窦章', 'qxzybsdz'],
  ['云苏潘葛奚范彭郎', 'yspgxfpl'],
  ['鲁韦昌马苗凤花方', 'lwcmmfhf'],
  ['客服Grace 2号', 'kfgrace2h'],
  ['德清新市门窗五金批发部', 'dqxsmcwjpfb'],
  ['', ''],
  ['…！', ''],
])('reads %s as %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

it('reads nothing where the browser has no Chinese collation, instead of reading it wrong', () => {
  expect(createInitials(new Intl.Collator('en'))('林小满')).toBe('');
});

it('agrees with GB 2312, whose 3755 usual characters stand in the order of pinyin, but for a few with two readings', () => {
  const letters = 'abcdefghjklmnopqrstwxyz';
  const starts = [
    0xb0a1, 0xb0c5, 0xb2c1, 0xb4ee, 0xb6ea, 0xb7a2, 0xb8c1, 0xb9fe, 0xbbf7, 0xbfa6, 0xc0ac, 0xc2e8, 0xc4c3, 0xc5b6,
    0xc5be, 0xc6da, 0xc8bb, 0xc8f6, 0xcbfa, 0xcdda, 0xcef4, 0xd1b9, 0xd4d1,
  ];
  const decoder = new TextDecoder('gb18030');
  const otherwise: string[] = [];
  let count = 0;
  for (let code = 0xb0a1; code < 0xd7fa; code++) {
    const low = code & 0xff;
    if (low < 0xa1 || low > 0xfe) continue;
    count++;
    const character = decoder.decode(Uint8Array.of(code >> 8, low));
    const letter = letters[starts.findLastIndex((start) => start <= code)] ?? '';
    if (initials(character) !== letter) otherwise.push(character);
  }
  expect(count).toBe(3755);
  expect(otherwise.join('')).toBe('辟泊长匙脯蛤槛咯咳埔茄伺厦畜吁曾轧');
});

it.each([
  ['曾小贤', 'zxx'],
  ['曾小贤', 'cxx'],
  ['单田芳', 'stf'],
  ['仇英', 'qy'],
  ['解晓东', 'xxd'],
  ['查良镛', 'zly'],
  ['区家明', 'ojm'],
  ['翟天临', 'ztl'],
  ['尉迟恭', 'ycg'],
  ['长孙无忌', 'zsw'],
  ['万俟卨', 'mqx'],
  ['覃老师', 'qls'],
  ['重庆火锅', 'cqhg'],
  ['老 曾·Zeng 2号', 'lzz'],
])('finds %s by %s, whichever of two readings was meant', (name, typed) => {
  expect(fitsInitials(initials, name, typed)).toBe(true);
});

it('finds nobody by letters that stand elsewhere, or nowhere', () => {
  for (const typed of ['xz', 'zxxx', 'b']) expect(fitsInitials(initials, '曾小贤', typed)).toBe(false);
});
