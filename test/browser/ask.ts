import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareAccount } from '../../lib/protocol/prepare';
import { projectRoot } from './builds';
import type { LiveBrowser } from './live-browser';

export interface Asked<T> {
  readonly ok: boolean;
  readonly value?: T;
  readonly error?: string;
  readonly detail?: string;
}

/** Calls the background as a page of the extension does, with the envelope written out by hand. */
export function ask<T>(browser: LiveBrowser, call: string, input: object): Promise<Asked<T>> {
  const api = browser.name === 'chromium' ? 'chrome' : 'browser';
  const envelope = JSON.stringify({ to: 'background', build: version(), call, input });
  return browser.run<Asked<T>>(`${api}.runtime.sendMessage(${envelope})`);
}

export interface NewAccount {
  /** HTTP QQ unless said otherwise. */
  readonly protocol?: 'http-qq' | 'onebot' | 'webqq';
  readonly server: string;
  /** Not typed where whoever answers is it. */
  readonly uin?: string;
  readonly password: string;
  readonly name: string;
  readonly colour?: number;
}

export interface AddAnswer {
  readonly ok: boolean;
  readonly accountId?: number;
  readonly trouble?: string;
  readonly field?: string;
  readonly said?: string;
}

/** What the form asks for when its button is pressed. */
export async function askToAdd(browser: LiveBrowser, account: NewAccount): Promise<AddAnswer> {
  const { protocol = 'http-qq', server, uin = '', password, name, colour = 1 } = account;
  const prepared = prepareAccount(protocol, { server, uin, password, encoding: 'utf-8' });
  if (!prepared.ok) return prepared;
  const input = { protocol, ...prepared.value, name, colour, tag: '' };
  const answer = await ask<AddAnswer>(browser, 'account.add', input);
  if (!answer.ok || !answer.value) throw new Error(`account.add: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Adds an account that must work; answers its id. */
export async function addAccount(browser: LiveBrowser, account: NewAccount): Promise<number> {
  const { ok, accountId, ...trouble } = await askToAdd(browser, account);
  if (!ok || accountId === undefined) throw new Error(`${account.uin} was not added: ${JSON.stringify(trouble)}`);
  return accountId;
}

/** The build that pages of ours speak for. */
export function version(): string {
  return (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version;
}
