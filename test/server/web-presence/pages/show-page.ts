import iconv from 'iconv-lite';
import type { DoorAnswer } from '../door';
import { forumPage } from './forum';
import type { PageWriter } from './page-writer';
import { shopPage } from './shop';

const PAGES: Readonly<Record<string, PageWriter>> = { shop: shopPage, forum: forumPage };
const PATH = /^\/(shop|forum)(-gbk)?\.html$/;
const NUMBER = /^[1-9]\d{4,10}$/;
/** Invented numbers in place of those that the address gives none for. */
const FIRST_STRANGER = 20_000_417;

/** `/shop.html`, `/shop-gbk.html`, `/forum.html`, `/forum-gbk.html`, each with `?uin=20001&uin=…`. */
export function showPage({ pathname, searchParams }: URL): DoorAnswer {
  const [, name = '', gbk] = PATH.exec(pathname) ?? [];
  const write = PAGES[name];
  if (write === undefined) return { status: 404 };
  const numbers = searchParams.getAll('uin').filter((text) => NUMBER.test(text));
  const uin = (n: number) => numbers[n] ?? String(FIRST_STRANGER + n * 97);
  const html = write(gbk === undefined ? 'utf-8' : 'gb2312', uin);
  const body = gbk === undefined ? Buffer.from(html) : iconv.encode(html, 'gbk');
  // Servers of the time named no charset; the page's own head does.
  return { status: 200, headers: { 'Content-Type': 'text/html' }, body };
}
