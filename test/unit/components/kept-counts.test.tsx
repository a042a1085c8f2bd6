// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Counts } from '../../../components/temporary/counts';
import { KeepLonger } from '../../../components/temporary/keep-longer';
import { dayOf } from '../../../lib/model/temporary';
import { accountView, fakeWorld, leave, noon, show } from './fake-world';
import { handle } from './maker-form';

afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
});

const shop = accountView(1);

describe('what is kept and exported', () => {
  const today = dayOf(noon);
  const counts = [{ day: today, source: '=1+1', accountId: 1, started: 2, answered: 1, answerMs: 120_000 }];

  it('is told as sums, a chart and a table, and nothing where nobody came', async () => {
    const empty = handle(await show(fakeWorld(), <Counts accounts={[shop]} />));
    expect(empty.page.textContent).toContain('No stranger has written yet');
    expect(empty.page.querySelector('button')?.disabled).toBe(true);
    const { page } = handle(await show(fakeWorld({ counts }), <Counts accounts={[shop]} />));
    expect([...page.querySelectorAll('.ts-sums dd')].map((dd) => dd.textContent)).toEqual(['2', '1', '50%', '2 min']);
    expect(page.querySelector('svg')?.getAttribute('aria-label')).toContain('30');
    expect(page.querySelector('tbody th')?.textContent).toBe('=1+1');
  });

  it('leaves as a file only after the person agreed, with cells that no spreadsheet runs', async () => {
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'blob:x';
    });
    const { click } = handle(await show(fakeWorld({ counts }), <Counts accounts={[shop]} />));
    await click('Export CSV');
    await click('Cancel');
    expect(files).toEqual([]);
    await click('Export CSV');
    await click('I agree, export');
    expect(await files[0]?.text()).toContain(`${today},'=1+1,10000001,2,1,120`);
  });

  it('stays longer only after the person agreed, and goes only after they agreed to that', async () => {
    const kept: Array<[string, boolean]> = [];
    const open = async (chats: boolean) =>
      handle(
        await show(
          fakeWorld(),
          <KeepLonger chats={chats} counts={false} keep={(what, yes) => kept.push([what, yes])} />,
        ),
      );
    const off = await open(false);
    await off.check('Keep temporary chats');
    expect(off.page.textContent).toContain('ask for their consent');
    await off.click('Cancel');
    expect(kept).toEqual([]);
    await off.check('Keep temporary chats');
    await off.click('I agree, keep');
    const on = await open(true);
    await on.check('Keep temporary chats');
    expect(on.page.textContent).toContain('does not come back');
    await on.click('Delete');
    expect(kept).toEqual([
      ['chats', true],
      ['chats', false],
    ]);
  });
});
