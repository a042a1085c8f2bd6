import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { startPlainChromium } from '../browser/plain-chromium';
import { until } from '../browser/wait';
import { writeExtension } from './small-extension';

it('a Chromium profile keeps what it was given through a start without a debugger and a kill', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'uinbell-kept-'));
  // Reads the answer, which it may only while the host is granted, and tells what is stored.
  const extension = await writeExtension({
    'background.js': `
      fetch('http://shop.test/greeting').then(async (response) => {
        const { witness } = await chrome.storage.local.get('witness');
        await fetch('http://shop.test/told?' + (await response.text()) + '-' + witness);
      }).catch(() => {});`,
  });
  onTestFinished(async () => {
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
    await rm(extension, { recursive: true, force: true });
  });

  const first = await launchChromium({ profile, extension });
  await first.grant(['http://shop.test/*']);
  await first.run(`chrome.storage.local.set({ witness: 'here' })`);
  await first.close();

  const shop = await openShop();
  const plain = startPlainChromium({ profile, extension, hostMap: { 'shop.test:80': shop.port } });
  try {
    await until(() => shop.asked.includes('/told?hello-here'), { what: 'the plain browser to tell' });
  } finally {
    await plain.kill();
    await shop.close();
  }
  expect(() => process.kill(plain.pid, 0)).toThrow();

  const last = await launchChromium({ profile, extension, lang: 'zh-CN' });
  expect(await last.run(`chrome.permissions.contains({ origins: ['http://shop.test/*'] })`)).toBe(true);
  expect(await last.run(`chrome.storage.local.get('witness')`)).toEqual({ witness: 'here' });
  expect(await last.run('chrome.i18n.getUILanguage()')).toBe('zh-CN');
  await last.close();
});

/** Answers every request with "hello" and remembers what was asked. */
async function openShop(): Promise<{ port: number; asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
