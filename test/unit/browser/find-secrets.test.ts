import { describe, expect, it } from 'vitest';
import { findSecrets, passwordAndDigests, spellings } from '../../browser/find-secrets';

const password = 'Péché & 99 "loups"/';
const secrets = passwordAndDigests('the password', password);

describe('the search for secrets', () => {
  it.each(Object.entries(spellings(password)))('finds one that is planted %s', (_, spelled) => {
    for (const planted of [`before ${spelled} after`, [{ deep: { in: [1, `x${spelled}`] } }]]) {
      const content =
        typeof planted === 'string' ? planted : JSON.stringify(planted).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
      expect(findSecrets([{ where: 'the log', content }], secrets)).not.toEqual([]);
    }
  });

  it.each([
    ['a line of a log', `PS=${password} failed`],
    ['a row', [{ id: 1, note: { of: password } }]],
    ['a row as text in a row', { body: JSON.stringify({ password }) }],
    ['bytes', { box: [1, 2, ...Buffer.from(password), 3] }],
    ['base64 in the middle of something', Buffer.from(`ab${password}cd`).toString('base64')],
    ['its MD5, in capitals', `M5=${secrets[1]?.value.toUpperCase()}`],
  ])('finds it in %s', (_, content) => {
    expect(findSecrets([{ where: 'here', content }], secrets)).not.toEqual([]);
  });

  it('says where and what, and does not repeat the secret', () => {
    const [first] = findSecrets([{ where: 'storage.local', content: password }], secrets);
    expect(first).toBe('storage.local: the password, as it is');
  });

  it('finds nothing where there is nothing', () => {
    const dumps = [
      { where: 'store', content: [{ iv: [1, 2, 3], box: Array.from({ length: 200 }, (_, n) => n) }] },
      { where: 'log', content: 'Uinbell, wake: TypeError' },
      { where: 'nothing', content: undefined },
    ];
    expect(findSecrets(dumps, secrets)).toEqual([]);
  });
});
