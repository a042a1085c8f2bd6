// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { Bubble } from '../../../components/chat/bubble';
import { ConversationRow } from '../../../components/list/conversation-row';
import { splitLinks } from '../../../lib/format/links';
import { accountView, fakeWorld, leave, message, show, talk } from '../components/fake-world';

/** Attack 12: what somebody writes, in the bubble and in the list. */
afterEach(leave);

const acts = { again: () => {}, arrived: () => {}, dropped: () => {}, cancel: () => {} } as never;
const said = (text: string, more = {}) =>
  show(
    fakeWorld(),
    <Bubble
      message={message(1, { peer: 'g:7', text, ...more })}
      joined={false}
      outbox={undefined}
      acts={acts}
      tools={acts}
      quoted={undefined}
      recall={undefined}
      endRecall={() => {}}
      last={false}
    />,
  );

const markup = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><use href="data:image/svg+xml,x"/></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">click</a><style>*{display:none}</style>',
  '&lt;b&gt; &#60;b&#62;',
];

describe('markup', () => {
  it.each(markup)('%s is text in a message, a nickname and a name of a file', async (text) => {
    const parts = [{ kind: 'text', text } as const, { kind: 'file', name: text } as const, mentionOf(text)];
    const page = await said(text, { senderName: text, parts });
    expect(page.querySelector('.bubble')?.textContent).toContain(text);
    expect(page.querySelector('.sender')?.textContent).toBe(text);
    expect(page.querySelectorAll('script, img, svg:not(.i), iframe, style, b, use, [onerror], [onload]')).toHaveLength(
      0,
    );
  });

  it.each(markup)('%s is text in the list', async (text) => {
    const view = talk(1, { peer: 'g:7', preview: { text, direction: 'in', senderName: text } });
    const contact = { accountId: 1, number: '7', nick: text };
    const page = await show(
      fakeWorld(),
      <ConversationRow
        view={{ ...view, contact }}
        account={accountView(1).account}
        draft={undefined}
        chosen={false}
        reachable
        index={0}
        of={1}
        muted={false}
        time=""
        acts={acts}
      />,
    );
    expect(page.querySelector('.name')?.textContent).toBe(text);
    expect(page.querySelectorAll('script, img, iframe, style, a, b, use, [onerror], [onload]')).toHaveLength(0);
  });
});

describe('a message without end', () => {
  it('of a megabyte shows its beginning, and more only when asked', async () => {
    const page = await said('字'.repeat(1_000_000));
    const length = () => page.querySelector('.bubble')?.textContent?.length ?? 0;
    expect(length()).toBeLessThan(2_000);
    const more = page.querySelector<HTMLButtonElement>('.fold');
    expect(more?.textContent).toBe('Show more (999,200 more characters)');
    await act(async () => more?.click());
    expect(length()).toBeGreaterThan(7_000);
    expect(length()).toBeLessThan(10_000);
  });

  it.each([
    ['lines', { text: 'x\n'.repeat(100_000) }],
    ['emoji joined to one another', { text: Array.from({ length: 20_000 }, () => '👩').join('\u200d') }],
    ['faces', { parts: Array.from({ length: 50_000 }, () => ({ kind: 'face', name: '[smile]' }) as const) }],
    ['addresses', { text: 'http://a.b '.repeat(50_000) }],
  ])('of %s is as short', async (_what, more) => {
    const page = await said('', more);
    expect(page.querySelectorAll('.bubble *').length).toBeLessThan(400);
    expect(page.querySelector('.bubble')?.textContent?.split('\n').length).toBeLessThan(60);
    expect(page.querySelector('.fold')).not.toBeNull();
  });

  it('that is only a little long is shown whole', async () => {
    const page = await said('a word '.repeat(130));
    expect(page.querySelector('.fold')).toBeNull();
  });

  it('never offers the half of an address that is cut off there', async () => {
    const page = await said(`${'x'.repeat(700)} https://bank.example/${'y'.repeat(3_000)}`);
    for (const link of page.querySelectorAll('a')) expect(link.href).not.toContain('bank.example');
  });
});

describe('an address', () => {
  it.each([
    ['letters of another script', 'https://аpple.com/login', 'xn--pple-43d.com'],
    ['full-width letters', 'https://ａpple.com/', 'apple.com'],
    ['a name before an @', 'https://bank.example@evil.test/', 'evil.test'],
    ['a backslash', 'https://evil.test\\@bank.example/', 'evil.test'],
    ['escaped letters', 'https://%65vil.test/', 'evil.test'],
    ['a number for a host', 'http://3232235777/', '192.168.1.1'],
  ])('with %s says where it really leads', async (_what, address, host) => {
    const page = await said(`look ${address} now`);
    expect(page.querySelector('.bubble')?.textContent).toContain(`(leads to ${host})`);
  });

  it('that is what it looks like says nothing more', async () => {
    for (const honest of ['https://a.example/b@c', 'http://a.example:80/', 'https://A.example:8443?x=1']) {
      const page = await said(honest);
      expect(page.querySelector('.bubble')?.textContent).toBe(honest);
    }
  });

  it('opens apart from us and tells nobody where from', async () => {
    const page = await said('https://a.example/');
    expect(page.querySelector('a')?.rel.split(' ').toSorted()).toEqual(['noopener', 'noreferrer']);
    expect(page.querySelector('a')?.target).toBe('_blank');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'tencent://message/?uin=1', 'vbscript:x'])(
    '%s is no link',
    async (text) => {
      const page = await said(`${text} JAVASCRIPT:${text} java\nscript:alert(1)`);
      expect(page.querySelector('a')).toBeNull();
    },
  );

  it('ends where a mark begins that would turn the rest about', () => {
    expect(splitLinks('https://a.example/\u202egpj.exe')[0]).toEqual({ kind: 'link', text: 'https://a.example/' });
  });

  it('and our own words stand apart from text that is turned about', async () => {
    const parts = [
      { kind: 'text', text: '\u202e https://a.example/ ' } as const,
      mentionOf('x'),
      { kind: 'file' } as const,
    ];
    const page = await said('', { parts });
    expect(page.querySelectorAll('.bubble .apart')).toHaveLength(3);
  });

  it('of two million stops is read in no time', () => {
    const begun = performance.now();
    splitLinks(`https://a.b/${'!'.repeat(1_000_000)}a${'http://'.repeat(100_000)}`);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('a picture', () => {
  it.each(['http://p.test/a.png', 'HTTPS://p.test/a.png', 'http://[broken', 'data:image/svg+xml,x', '//p.test/a'])(
    'at %s is not loaded by being shown',
    async (url) => {
      const page = await said('', { parts: [{ kind: 'picture', url }] });
      expect(page.querySelectorAll('img, [style*=url], [srcset]')).toHaveLength(0);
    },
  );
});

function mentionOf(name: string) {
  return { kind: 'mention', number: '20001', name } as const;
}
