// @vitest-environment happy-dom

import { useEffect, useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { Button } from '../../../components/parts/button';
import { usePeople } from '../../../components/people/use-people';
import type { Person } from '../../../lib/model/person';
import type { ConversationView } from '../../../lib/store/read';
import type { PersonView } from '../../../lib/store/read-people';
import { accountView, fakeWorld, leave, noon, settle, show, typeInto } from './fake-world';

const able = ['profile', 'find', 'add', 'unfriend', 'requests'] as const;
const accounts = [accountView(1, { abilities: able }), accountView(2, { abilities: able })];
const friend = (number: string, more: Partial<PersonView> = {}): PersonView => ({
  accountId: 1,
  number,
  presence: 'online',
  contact: { accountId: 1, number, nick: `nick ${number}` },
  ...more,
});
const stranger = (number: string): PersonView => ({ accountId: 1, number, presence: 'unknown', heardAt: noon });
const person: Person = {
  accountId: 1,
  number: '20001',
  note: 'Wednesdays',
  profileAt: noon,
  profile: { nick: 'Lin', zodiac: 'tiger', texts: { about: '<b>x</b>' }, others: { CV: '?' }, cut: ['about', 'ZZ'] },
};

/** As popup and inbox hold it: while a chat is written to, the screen is not there. */
function People({ of = accounts, written = [] }: { readonly of?: typeof accounts; readonly written?: string[] }) {
  const [chat, setChat] = useState(false);
  const open = ({ conversation }: ConversationView) => {
    written.push(conversation.peer);
    setChat(true);
  };
  const people = usePeople(of, { chosen: undefined, open }, () => undefined);
  useEffect(() => people.show(), []);
  return chat ? <Button onClick={() => setChat(false)}>leave the chat</Button> : people.screen;
}

async function open(kept: Parameters<typeof fakeWorld>[0] = {}) {
  const world = fakeWorld({ accounts, ...kept });
  const written: string[] = [];
  const root = await show(world, <People written={written} />);
  const click = async (text: string) => {
    await act(async () => {
      const all = [...root.querySelectorAll<HTMLElement>('button, summary')];
      const found = all.find((node) => node.textContent?.includes(text));
      if (!found) throw new Error(`no button ${text} in ${root.textContent}`);
      found.click();
    });
    await settle();
  };
  const type = (selector: string, value: string) =>
    act(async () => {
      const field = root.querySelector<HTMLInputElement>(selector);
      if (!field) throw new Error(`no ${selector}`);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
  const asked = (call: string) => world.calls.filter((each) => each.call === call).map(({ input }) => input);
  return { root, world, click, type, asked, written };
}

it('shows contacts and strangers apart, and finds as one types', async () => {
  const people = [friend('20001'), friend('20002'), stranger('30003')];
  const { root, type } = await open({ people });
  expect(root.querySelectorAll('.person')).toHaveLength(3);
  expect(root.querySelector('.people-head')?.textContent).toBe('Strangers');
  await type('input[type=search]', '20002');
  expect(root.querySelectorAll('.person')).toHaveLength(1);
  await type('input[type=search]', 'nobody');
  expect(root.textContent).toContain('Nobody fits');
});

it('draws some of very many contacts, and more with a click', async () => {
  const people = Array.from({ length: 400 }, (_, n) => friend(String(20_000 + n)));
  const { root, click } = await open({ people });
  expect(root.querySelectorAll('.person')).toHaveLength(150);
  await click('Show 250 more');
  expect(root.querySelectorAll('.person')).toHaveLength(300);
});

it('opens a card with every field that says something, as text, and what nobody understands', async () => {
  const view = friend('20001', { person });
  const { root, click, written } = await open({
    people: [view],
    cards: [{ view, elsewhere: [{ accountId: 2, recent: noon }] }],
  });
  await click('nick 20001');
  expect(root.textContent).toContain('Tiger');
  expect(root.querySelector('dd b')).toBeNull();
  expect(root.textContent).toContain('<b>x</b>');
  expect(root.textContent).toContain('What else the server sent');
  expect(root.textContent).toContain('Longer than is shown: About, ZZ');
  expect(root.textContent).toContain('This number also wrote to Account 2');
  await click('Write a message');
  expect(written).toEqual(['u:20001']);
});

it('asks for a card that is old or was never read, once', async () => {
  const { click, asked } = await open({ people: [friend('20001')], cards: [{ view: friend('20001'), elsewhere: [] }] });
  await click('nick 20001');
  expect(asked('person.profile')).toEqual([{ accountId: 1, number: '20001' }]);
});

it('still looks for what was typed after a look into a chat', async () => {
  const people = [friend('20001'), friend('20002')];
  const { root, click, type } = await open({ people, cards: [{ view: friend('20002'), elsewhere: [] }] });
  await type('input[type=search]', '20002');
  await click('nick 20002');
  await click('Write a message');
  await click('leave the chat');
  expect(root.querySelector<HTMLInputElement>('input[type=search]')?.value).toBe('20002');
  expect(root.textContent).not.toContain('20001');
});

it('keeps a name, a note and when to tell', async () => {
  const view = friend('20001', { person });
  const { root, click, type, asked } = await open({ people: [view], cards: [{ view, elsewhere: [] }] });
  await click('nick 20001');
  await type('.card-words input[type=text]', 'Boss');
  await type('.card-words select', 'either');
  expect(asked('person.change')).toEqual([
    { accountId: 1, number: '20001', called: 'Boss' },
    { accountId: 1, number: '20001', tell: { when: 'either' } },
  ]);
  expect(root.querySelector<HTMLTextAreaElement>('.note')?.value).toBe('Wednesdays');
});

it.each([
  [
    'Escape',
    () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
  ],
  ['the page', () => window.dispatchEvent(new Event('pagehide'))],
])('keeps a note whose field was not left before %s took it away, once', async (_, leaveBy) => {
  const view = friend('20001', { person });
  const { root, click, asked } = await open({ people: [view], cards: [{ view, elsewhere: [] }] });
  await click('nick 20001');
  const note = root.querySelector<HTMLTextAreaElement>('.note');
  note?.focus();
  await typeInto(note, 'Thursdays');
  await act(async () => void leaveBy());
  await leave();
  expect(asked('person.change')).toEqual([{ accountId: 1, number: '20001', note: 'Thursdays' }]);
});

it('deletes a friend with a way back, as a deed of its account', async () => {
  const { click, asked } = await open({ people: [friend('20001')], cards: [{ view: friend('20001'), elsewhere: [] }] });
  await click('nick 20001');
  await click('Delete this friend');
  expect(asked('act')).toEqual([{ accountId: 1, deed: { kind: 'unfriend', number: '20001' } }]);
});

it('looks up a number and asks whoever has it, with a reason', async () => {
  const { root, click, type, asked } = await open();
  await click('Find people');
  await type('.find-line input', '２０００９');
  await click('Look up');
  expect(root.textContent).toContain('20009');
  await click('Add as a friend');
  await type('.add-person input', 'It is me');
  await click('Add');
  expect(asked('act')).toEqual([{ accountId: 1, deed: { kind: 'add', number: '20009', text: 'It is me' } }]);
});

it('searches by what people tell, says what could not be read, and goes on', async () => {
  const search = {
    query: { age: 20 },
    at: noon,
    state: 'done',
    people: [{ number: '20005', nick: 'Kuan', presence: 'online' }],
    after: '20005',
    why: 'FC beside 1 numbers',
  } as const;
  const world = fakeWorld({});
  const found = [accountView(1, { abilities: able, search })];
  const root = await show(world, <People of={found} />);
  const press = (text: string) =>
    act(async () => [...root.querySelectorAll('button')].find((node) => node.textContent === text)?.click());
  await press('Find people');
  expect(root.textContent).toContain('Kuan');
  expect(root.textContent).toContain('FC beside 1 numbers');
  await press('Show more');
  expect(world.calls.at(-1)).toEqual({
    call: 'person.find',
    input: { accountId: 1, query: { age: 20 }, after: '20005' },
  });
});

it('says what people answered until it is put away', async () => {
  const answered: Person = { accountId: 1, number: '20009', answered: { accepted: false, text: 'no', at: noon } };
  const { root, click, asked } = await open({ people: [friend('20009', { person: answered })] });
  expect(root.querySelector('.answers')?.textContent).toContain('20009 declined');
  await click('Put away');
  expect(asked('person.change')).toEqual([{ accountId: 1, number: '20009', answered: null }]);
});

it('asks first for the names of contacts that have none, wherever they stand, and only once where they call themselves nothing', async () => {
  vi.useFakeTimers();
  try {
    const bare = (number: string, contact: object = {}) =>
      friend(number, { presence: 'offline', contact: { accountId: 1, number, ...contact } });
    const people = [
      ...Array.from({ length: 70 }, (_, n) => friend(String(20_000 + n))),
      bare('40001'),
      bare('40002', { nick: '' }),
    ];
    const { asked } = await open({ people });
    await act(async () => void (await vi.advanceTimersByTimeAsync(700)));
    const [first] = asked('look') as { numbers: string[] }[];
    expect(first?.numbers).toHaveLength(64);
    expect(first?.numbers[0]).toBe('40001');
    expect(first?.numbers).not.toContain('40002');
    await act(async () => void (await vi.advanceTimersByTimeAsync(60_000)));
    expect(asked('look').length).toBeGreaterThan(1);
  } finally {
    vi.useRealTimers();
  }
});

it('is one stop for the tab key with arrows inside, and the way back from a card leads to its row', async () => {
  const people = [friend('20001'), friend('20002'), stranger('30003')];
  const { root } = await open({ people, cards: people.map((view) => ({ view, elsewhere: [] })) });
  const press = (key: string) =>
    act(async () => {
      (document.activeElement ?? document).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
  const focused = () => document.activeElement?.querySelector('.name')?.textContent;
  const stops = () => root.querySelectorAll('.conv-open[tabindex="0"]').length;
  expect(stops()).toBe(1);
  await press('/');
  expect(document.activeElement?.tagName).toBe('INPUT');
  await press('ArrowDown');
  expect(focused()).toBe('nick 20001');
  await press('j');
  await press('ArrowDown');
  expect(focused()).toBe('30003');
  await press('ArrowDown');
  expect(focused()).toBe('30003');
  await press('k');
  expect([focused(), stops()]).toEqual(['nick 20002', 1]);
  await act(async () => (document.activeElement as HTMLElement).click());
  await settle();
  await press('Escape');
  await settle();
  expect(focused()).toBe('nick 20002');
  await press('Home');
  await press('ArrowUp');
  expect(document.activeElement?.tagName).toBe('INPUT');
});
