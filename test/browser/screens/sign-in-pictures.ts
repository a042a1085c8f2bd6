import { noRows } from './people';
import type { Picture, Shape } from './picture';
import { pictureRanOut, showCode, waitsForLetters, waitsForPhone, webQqForm } from './sign-in';

/** A WebQQ number on its way in: its form, the code for a phone, the letters of a picture. */
export function signInPictures(popup: Shape, options: Shape): readonly Picture[] {
  return [
    { name: 'scan', ...popup, rows: waitsForPhone, act: showCode },
    { name: 'scan-list', ...popup, rows: waitsForPhone },
    {
      name: 'scan-confirm-360-zh-dark',
      ...popup,
      rows: (now) => waitsForPhone(now, 'confirm-on-phone'),
      act: showCode,
      width: 360,
      lang: 'zh-CN',
      dark: true,
    },
    { name: 'scan-letters', ...popup, rows: waitsForLetters, act: showCode },
    { name: 'scan-ran-out', ...popup, rows: pictureRanOut },
    { name: 'options-scan-zh', ...options, rows: waitsForPhone, act: showCode, lang: 'zh-CN' },
    { name: 'options-webqq', ...options, path: 'options.html#add', rows: noRows, act: webQqForm, ready: '.form' },
    {
      name: 'options-webqq-zh-dark-360',
      ...options,
      path: 'options.html#add',
      rows: noRows,
      act: webQqForm,
      ready: '.form',
      width: 360,
      lang: 'zh-CN',
      dark: true,
    },
  ];
}
