import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { probeForm, talk } from './raw-client';
import { LC, md5 } from './test-server';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

function run(args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function exit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the server said nothing');
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uinbell-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the program prints one ready line, and after SIGKILL comes back on its ports with its replays', async () => {
  const folder = freshFolder();
  const scenario = join(folder, 'scenario.jsonl');
  const people = [{ uin: '100001', password: 'secret' }, { uin: '200001' }];
  const said = { from: '200001', to: '100001', text: 'hi', id: 'one' };
  writeFileSync(
    scenario,
    `${JSON.stringify({ at: 0, call: '/control/accounts', body: people })}\n${JSON.stringify({ at: 0, call: '/control/say', body: said })}\n`,
  );
  const args = ['--ports', 'auto', '--seed', '3', '--state', join(folder, 'state')];

  const first = run([...args, '--scenario', scenario]);
  const ready = JSON.parse(await firstLine(first));
  expect(ready).toEqual({
    control: expect.any(Number),
    httpqq: expect.any(Number),
    webqq: expect.any(Number),
    onebot: expect.any(Array),
    pages: expect.any(Number),
    getonline: expect.any(Number),
    pa: expect.any(Number),
    temporary: expect.any(Number),
    pid: first.pid,
  });
  expect(Math.min(ready.control, ready.httpqq, ready.webqq)).toBeGreaterThanOrEqual(32_768);
  const ask = (body: string) => talk(ready.httpqq, [probeForm(body)]);
  await ask(`VER=1.1&CMD=Login&SEQ=1&UIN=100001&PS=${md5('secret')}&LC=${LC}`);
  const handed = await ask('VER=1.1&CMD=GetMsgEx&SEQ=2&UIN=100001');
  expect(handed.text).toContain('MG=hi,');
  first.kill('SIGKILL');
  await exit(first);

  const second = run(args);
  expect(JSON.parse(await firstLine(second))).toEqual({ ...ready, pid: second.pid });
  expect((await ask('VER=1.1&CMD=GetMsgEx&SEQ=2&UIN=100001')).text).toBe(handed.text);
  second.kill('SIGTERM');
  expect(await exit(second)).toBe(0);
});
