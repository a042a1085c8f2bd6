import type { Page } from 'playwright-core';
import { minute, type Rows } from './people';
import { threeAccounts } from './scenes';

const able = [
  'send',
  'contacts',
  'presence',
  'status',
  'requests',
  'decline-reason',
  'profile',
  'find',
  'add',
  'unfriend',
] as const;

/** Contacts with and without names, a stranger, somebody who said no, a card, and a search. */
export function contacts(now: number): Rows {
  const rows = threeAccounts(now);
  for (const [n, session] of rows.sessions.entries()) rows.sessions[n] = { ...session, abilities: able };
  const [first] = rows.sessions;
  if (first) {
    rows.sessions[0] = {
      ...first,
      search: {
        query: { age: 20, province: '江苏' },
        at: now,
        state: 'done',
        after: '30100003',
        people: [
          { number: '30100001', nick: '苏州阿宽', presence: 'online', picture: 3 },
          { number: '30100002', presence: 'offline' },
          {
            number: '30100003',
            nick: '一个名字很长很长的人，长到一行里放不下，只好从后面截掉一段',
            presence: 'unknown',
          },
        ],
      },
    };
  }
  rows.people.push(
    {
      accountId: 2,
      number: '20031576',
      called: '小满（杭州）',
      note: '周三送货，发票抬头是德清新市门窗五金批发部，电话先打座机',
      tell: { when: 'online', once: true, onlyAway: true },
      profileAt: now - 3 * minute,
      profile: {
        nick: '林小满',
        picture: 91,
        sex: 'female',
        age: 19,
        blood: 'b',
        sign: 'cancer',
        zodiac: 'tiger',
        texts: {
          about: '落霞与孤鹜齐飞，\n秋水共长天一色。',
          province: '江苏',
          city: '苏州',
          country: '中华人民共和国',
          email: 'linxiaoman@example.invalid',
          homepage: 'http://blog.example.invalid/a-very-long-address/that-goes-on-and-on/index.html',
          job: '学生',
          school: '苏州大学',
        },
        others: { CV: '\u0001', ID: '-', MT: '0' },
      },
    },
    {
      accountId: 3,
      number: '20044999',
      answered: { accepted: false, text: '不认识你', at: now },
    },
  );
  const twin = rows.conversations.find(({ peer }) => peer === 'u:20031576');
  if (twin) rows.conversations.push({ ...twin, accountId: 1, heard: now - 90 * minute });
  for (const [n, row] of rows.conversations.entries()) {
    if (row.preview.direction === 'in') rows.conversations[n] = { ...row, heard: row.recent };
  }
  const named = rows.contacts.findIndex(({ number }) => number === '20031576');
  const contact = rows.contacts[named];
  if (contact) rows.contacts[named] = { ...contact, called: '小满（杭州）', nick: '林小满' };
  return rows;
}

export async function showPeople(page: Page): Promise<void> {
  await page.keyboard.press('p');
  await page.locator('.person').first().waitFor();
}

export async function typeInitials(page: Page): Promise<void> {
  await showPeople(page);
  await page.locator('.people-search input').fill('zny');
  await page.locator('.person .name', { hasText: '周宁远' }).waitFor();
}

export async function showCard(page: Page): Promise<void> {
  await showPeople(page);
  await page.locator('.person', { hasText: '小满' }).first().click();
  await page.locator('.profile').first().waitFor();
}

export async function showFields(page: Page): Promise<void> {
  await showCard(page);
  await page.locator('.people-rows').evaluate((node) => node.scrollTo(0, 10_000));
}

export async function showSearch(page: Page): Promise<void> {
  await showPeople(page);
  await page.locator('.screen-top .btn').click();
  await page.locator('.find-line input').waitFor();
}

export async function showStranger(page: Page): Promise<void> {
  await showPeople(page);
  await page.locator('.people-search input').fill('20000417');
  await page.locator('.person').first().click();
  await page.locator('.card-acts').waitFor();
}

/** When to be told of somebody, with the two ticks that belong to it. */
export async function showTell(page: Page): Promise<void> {
  await showCard(page);
  await page.locator('.tell-more').evaluate((node) => node.scrollIntoView({ block: 'center' }));
}

/** A status that was changed too often, one that the person's absence chose, and one that nobody sees. */
export function heldStatus(now: number): Rows {
  const rows = contacts(now);
  const [one, two] = rows.accounts;
  const [first] = rows.sessions;
  if (first) rows.sessions[0] = { ...first, statusHeld: now + 18_000 };
  if (one) rows.accounts[0] = { ...one, status: 'busy' };
  if (two) rows.accounts[1] = { ...two, status: 'online', awayAt: now - 6 * minute };
  return rows;
}

/** Somebody asked to be a friend twice, and a request that is on its way for the second time. */
export function askedTwice(now: number): Rows {
  const rows = contacts(now);
  const [first] = rows.sessions;
  const deed = (number: string) => ({ kind: 'add', number, text: '我是老周' }) as const;
  const act = { at: now, notBefore: now };
  if (first) {
    rows.sessions[0] = {
      ...first,
      acts: [
        { ...act, id: 'add 20000417', deed: deed('20000417'), tries: 2, state: 'failed', why: 'sent-twice' },
        { ...act, id: 'add 20000418', deed: deed('20000418'), tries: 2, state: 'leaving' },
      ],
    };
  }
  return rows;
}

export async function showAskedTwice(page: Page): Promise<void> {
  await showStranger(page);
  await page.locator('.deed').first().waitFor();
}
