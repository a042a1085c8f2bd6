// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { OwnButtonMaker } from '../../../components/temporary/own-button-maker';
import { fakeWorld, leave, show } from './fake-world';
import { handle } from './maker-form';

afterEach(leave);

const sigkey = '81a37f0b7cac68639bddfdb9b93a6c92bc211f3e3a4e683afbb31a079382dc9d';

describe('the maker of a button', () => {
  const open = async () => handle(await show(fakeWorld(), <OwnButtonMaker number="10000001" service={undefined} />));

  it('upgrades old code to the person’s own number, with its key, style and words', async () => {
    const { page, fill, click, outputs } = await open();
    await fill(
      'Old code',
      `<a href="http://sighttp.qq.com/cgi-bin/check?sigkey=${sigkey}";target=_blank><img SRC='http://wpa.qq.com/pa?p=1:10000001:7' alt="ask me"></a>`,
    );
    expect(page.querySelector('.line[role=status]')?.textContent).toContain('7');
    await click('Make it new');
    expect(outputs().HTML).toContain(`sigkey=${sigkey}`);
    expect(outputs().HTML).toContain('pa?p=1:10000001:7');
    expect(outputs().HTML).toContain('alt="ask me"');
  });

  it('keeps the site that the old code names, which whoever is called sees, until the person changes it', async () => {
    const { fill, click, outputs } = await open();
    await fill(
      'Old code',
      '<a href="http://wpa.qq.com/msgrd?V=1&Uin=10000001&Site=晨光五金&Menu=yes"><img src="http://wpa.qq.com/pa?p=1:10000001:4"></a>',
    );
    await click('Make it new');
    expect(outputs().HTML).toContain(`&amp;site=${encodeURIComponent('晨光五金')}&amp;`);
    await fill('Source', 'shop.test');
    expect(outputs().HTML).toContain('&amp;site=shop.test&amp;');
  });

  it('says so where there is no picture in what was pasted, and where it shows somebody else', async () => {
    const { page, fill } = await open();
    const says = () => page.querySelector('.line[role=status]')?.textContent;
    await fill('Old code', '<p>QQ</p>');
    expect(says()).toContain('No QQ picture');
    await fill('Old code', '<img src="http://wpa.qq.com/pa?p=1:80000805:7">');
    expect(says()).toContain('80000805');
  });

  it('previews both states, and takes no picture but of the web', async () => {
    const { page, fill, outputs, troubleOf } = await open();
    expect(page.querySelectorAll('.ts-preview figure')).toHaveLength(2);
    await fill('Looks', 'own');
    await fill('Picture for online', 'javascript:alert(1)');
    expect(troubleOf('Picture for online')).toBeTruthy();
    expect(outputs()).toEqual({});
    await fill('Picture for online', 'https://shop.test/on.png');
    await fill('Picture for offline', 'https://shop.test/off.png');
    expect([...page.querySelectorAll('.ts-preview img')].map((img) => img.getAttribute('src'))).toEqual([
      'https://shop.test/on.png',
      'https://shop.test/off.png',
    ]);
    expect(outputs().HTML).toContain('getonline?Type=1&amp;10000001:');
  });
});
