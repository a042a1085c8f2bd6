// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { type Forms, FormsContext } from '../../../components/options/forms';
import { PassphraseSection } from '../../../components/options/passphrase-section';
import { UnlockBar } from '../../../components/vault/unlock-bar';
import { lockSaysAll, waitsForPassphrase } from '../../../components/vault/use-vault';
import type { VaultStanding } from '../../../lib/messaging/vault-calls';
import type { Settings } from '../../../lib/settings/settings';
import { defaultSettings } from '../../../lib/settings/settings';
import { accountView, fakeWorld, leave, settle, show, submit as submitForm, typeInto } from './fake-world';

afterEach(leave);

const passphrase = { salt: [1], rounds: 600_000, lockOnStart: true };
const heldView = (id: number) => accountView(id, { state: 'locked', reason: 'vault-locked' });

function hand(page: HTMLElement) {
  const fill = (selector: string, value: string) => typeInto(page.querySelector(selector), value);
  const submit = () => submitForm(page.querySelector('form'));
  const click = async (words: string) => {
    const button = [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === words).at(-1);
    await act(async () => button?.click());
    await settle();
  };
  const choose = async (label: string, value: string) => {
    const select = page.querySelector(`select[aria-labelledby="${label}"]`) as HTMLSelectElement;
    await act(async () => {
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle();
  };
  return { page, fill, submit, click, choose };
}

describe('the field that unlocks', () => {
  const open = async () => {
    const world = fakeWorld();
    world.vault = { locked: true, passphrase };
    return { world, ...hand(await show(world, <UnlockBar forget />)) };
  };

  it('sends what the passphrase becomes, never the passphrase', async () => {
    const { world, page, fill, submit } = await open();
    world.answers = () => ({ ok: true, value: true });
    await fill('[name=unlock]', '234');
    await submit();
    expect(world.calls).toEqual([{ call: 'vault.unlock', input: { key: [1, 2, 3, 4] } }]);
    expect((page.querySelector('[name=unlock]') as HTMLInputElement).value).toBe('');
  });

  it('says that it was another one, and keeps what was typed for another look', async () => {
    const { world, page, fill, submit } = await open();
    world.answers = () => ({ ok: true, value: false });
    await fill('[name=unlock]', '234');
    await submit();
    expect(page.querySelector('[role=alert]')?.textContent).toContain('not the passphrase');
    expect(page.querySelector('[name=unlock]')?.getAttribute('aria-invalid')).toBe('true');
    expect((page.querySelector('[name=unlock]') as HTMLInputElement).value).toBe('234');
  });

  it('tries nothing where nothing was typed', async () => {
    const { world, submit } = await open();
    await submit();
    expect(world.calls).toEqual([]);
  });
});

describe('whether the passphrase is waited for', () => {
  it('is told by the sessions until the background has spoken', () => {
    expect(waitsForPassphrase(undefined, [accountView(1), heldView(2)])).toBe(true);
    expect(waitsForPassphrase({ locked: false }, [heldView(2)])).toBe(false);
    expect(waitsForPassphrase({ locked: true, passphrase }, [accountView(1)])).toBe(true);
  });

  it('hides no other trouble behind it', () => {
    expect(lockSaysAll([heldView(1), heldView(2)])).toBe(true);
    expect(lockSaysAll([heldView(1), accountView(2, { state: 'displaced' })])).toBe(false);
    expect(lockSaysAll([accountView(1, { state: 'paused' })])).toBe(false);
  });
});

describe('the passphrase in the settings', () => {
  const open = async (vault: VaultStanding) => {
    const world = fakeWorld();
    world.vault = vault;
    const written: Settings[] = [];
    const settings = { read: async () => defaultSettings, write: async (next: Settings) => void written.push(next) };
    const forms = { settings } as unknown as Forms;
    const page = await show(
      world,
      <FormsContext.Provider value={forms}>
        <PassphraseSection vault={vault} />
      </FormsContext.Provider>,
    );
    return { world, written, ...hand(page) };
  };

  it('says what it protects and what not, whether there is one or none', async () => {
    for (const vault of [{ locked: false }, { locked: false, passphrase }, { locked: true, passphrase }]) {
      const { page } = await open(vault);
      expect(page.textContent).toContain('What it protects');
      expect(page.textContent).toContain('stay readable, also while locked');
    }
  });

  it('is set only where it is long enough and typed twice alike, and never sent itself', async () => {
    const { world, page, fill, submit, click } = await open({ locked: false });
    world.answers = () => ({ ok: true, value: true });
    await click('Set a passphrase');
    await fill('[name=chosen]', '1234567');
    await submit();
    expect(page.querySelector('[role=alert]')?.textContent).toContain('At least 8');
    await fill('[name=chosen]', '12345678');
    await fill('[name=again]', '12345679');
    await submit();
    expect(page.querySelector('[role=alert]')?.textContent).toContain('not the same');
    expect(world.calls).toEqual([]);
    await fill('[name=again]', '12345678');
    await submit();
    const key = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(world.calls).toEqual([{ call: 'vault.setPassphrase', input: { key, salt: [1], rounds: 600_000 } }]);
  });

  it('is changed and removed only with the one that stands', async () => {
    const { world, page, fill, submit, click } = await open({ locked: false, passphrase });
    world.answers = () => ({ ok: true, value: false });
    await click('Remove');
    await submit();
    expect(world.calls).toEqual([]);
    await fill('[name=current]', '5');
    await submit();
    expect(world.calls).toEqual([{ call: 'vault.removePassphrase', input: { current: [1, 5] } }]);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('not the passphrase');
  });

  it('locks by hand, and when chosen: after a while away, at a start', async () => {
    const { world, written, click, choose } = await open({ locked: false, passphrase });
    await click('Lock now');
    await choose('lock-away', '15');
    await choose('lock-start', 'no');
    expect(world.calls.map(({ call, input }) => [call, input])).toEqual([
      ['vault.lock', {}],
      ['vault.lockOnStart', { on: false }],
    ]);
    expect(written).toEqual([{ ...defaultSettings, lockAfter: 15 }]);
    await choose('lock-away', 'never');
    expect(written.at(-1)).toEqual(defaultSettings);
  });

  it('is forgotten only after saying what goes and what stays', async () => {
    const { world, click } = await open({ locked: true, passphrase });
    await click('Forget the passphrase');
    expect(document.querySelector('dialog')?.textContent).toContain('All messages and accounts stay');
    expect(world.calls).toEqual([]);
    await click('Cancel');
    expect(document.querySelector('dialog')).toBeNull();
    await click('Forget the passphrase');
    await click('Forget the passphrase');
    expect(world.calls).toEqual([{ call: 'vault.forget', input: {} }]);
  });
});
