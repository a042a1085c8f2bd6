import { afterEach, expect, test, vi } from 'vitest';
import { findPictures, readElement } from '../../../lib/status-button/find';

/** As much of an element as a search reads; how often its address was asked for is counted. */
class FakeElement {
  static opened = 0;
  readonly style = { backgroundImage: '' };
  constructor(
    readonly localName: string,
    readonly address: string,
    readonly type = '',
    readonly isEdited = false,
  ) {}
  getAttribute(name: string): string | null {
    if (name !== 'src' && name !== 'href') return null;
    FakeElement.opened++;
    return this.address;
  }
  /** What it stands in, where that is an editor. */
  closest = (asked: string) => (this.isEdited && asked.includes('contenteditable') ? this : null);
  querySelector = () => null;
}

function search(
  elements: readonly FakeElement[],
  most: number,
  { rare = true, baseURI = 'http://shop.test/' }: { rare?: boolean; baseURI?: string } = {},
) {
  FakeElement.opened = 0;
  const asked: string[] = [];
  vi.stubGlobal('HTMLElement', FakeElement);
  const root = {
    querySelectorAll(question: string) {
      asked.push(question);
      return elements;
    },
  } as unknown as ParentNode;
  const doc = { baseURI, designMode: 'off' } as Document;
  const found = findPictures(doc, [root], most, rare);
  return { found, asked, opened: FakeElement.opened };
}
afterEach(() => vi.unstubAllGlobals());

const many = (name: string, address: (n: number) => string) =>
  Array.from({ length: 100_000 }, (_, n) => new FakeElement(name, address(n)));
const picture = (n: number) => `http://wpa.qq.com/pa?p=1:${20_000_000 + n}:4`;

test('a hundred thousand pictures are opened no further than may be shown', () => {
  const { found, opened } = search(many('img', picture), 1000);
  expect(found).toHaveLength(1000);
  expect(opened).toBeLessThanOrEqual(1001);
});

test('nothing is looked for where nothing more may be shown', () => {
  expect(search(many('img', picture), 0)).toMatchObject({ found: [], asked: [], opened: 0 });
});

test('a hundred thousand look-alikes end the search after a few thousand', () => {
  const { found, opened } = search(
    many('img', (n) => `http://wpa.qq.com.evil.test/pa?p=1:${20_000_000 + n}:4`),
    1000,
  );
  expect(found).toEqual([]);
  expect(opened).toBeLessThan(5_000);
});

test('pictures behind thousands of links that lead to no chat are found all the same', () => {
  const links = many('a', (n) => `http://forum.test/space?uin=${20_000_000 + n}`).slice(0, 10_000);
  const { found } = search([...links, new FakeElement('img', picture(1))], 1000);
  expect(found.map(({ number }) => number)).toEqual(['20000001']);
});

test('a hundred thousand links to chats get no more marks than may be shown', () => {
  const { found, opened } = search(
    many('a', (n) => `tencent://message/?uin=${20_000_000 + n}`),
    1000,
  );
  expect(found).toHaveLength(1000);
  expect(opened).toBeLessThan(5_000);
});

test('a page is asked once, and about keys, backgrounds and buttons of forms only where what is rare is wanted', () => {
  const [whole = '', ...again] = search([], 1000).asked;
  expect(again).toEqual([]);
  expect(whole).toMatch(/b\.qq\.com.*,input\[src.*,\[style/);
  const [usual = ''] = search([], 1000, { rare: false }).asked;
  expect(usual).not.toMatch(/b\.qq\.com|input|style/);
  expect(whole.startsWith(usual)).toBe(true);
});

test('where the page has no other address than the service, whatever asks it something is opened', () => {
  const { found, asked } = search([new FakeElement('img', 'pa?p=1:20000001:4')], 1000, {
    baseURI: 'http://wpa.qq.com/',
  });
  expect(found.map(({ number }) => number)).toEqual(['20000001']);
  expect(asked[0]).toContain('[src*="?" i]');
  expect(search([new FakeElement('img', 'pa?p=1:20000001:4')], 1000).found).toEqual([]);
});

test('a button of a form is a picture, a field of it is none', () => {
  const fields = ['image', 'text'].map((type) => new FakeElement('input', picture(1), type));
  expect(search(fields, 1000).found.map(({ element }) => (element as unknown as FakeElement).type)).toEqual(['image']);
});

test('what stands in an editor is nobody’s, and is so no longer where its place became one', () => {
  const asHtml = (one: FakeElement) => one as unknown as HTMLElement;
  const edited = new FakeElement('img', picture(1), '', true);
  expect(search([edited, new FakeElement('a', 'tencent://message/?uin=20000002', '', true)], 1000).found).toEqual([]);
  expect(readElement(asHtml(edited), 'http://shop.test/')).toBeUndefined();
  // A background that was put out, or a mark, cannot be read again: it is what it was, until it stands in an editor.
  const mark = { element: asHtml(edited), number: '20000001', version: 0, style: null, via: 'mark' } as const;
  expect(readElement(asHtml(edited), 'http://shop.test/', mark)).toBeUndefined();
  const plain = new FakeElement('a', '');
  expect(readElement(asHtml(plain), 'http://shop.test/', mark)).toBe(mark);
});
