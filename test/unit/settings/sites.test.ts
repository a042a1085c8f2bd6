import { expect, test } from 'vitest';
import { isHost } from '../../../lib/settings/site-host';
import { type Granted, parseSites, planScan, siteOf, trustOf, withSite } from '../../../lib/settings/sites';

const none: Granted = { origins: [], servers: [] };
const granted = (...origins: string[]): Granted => ({ origins, servers: [] });

test('nothing is scanned and nobody is told anything before a host is granted', () => {
  const sites = parseSites({ hosts: { 'shop.test': 'on' } });
  expect(planScan(sites, none)).toEqual({ matches: [], excludeMatches: [] });
  expect(trustOf('shop.test', sites, none)).toBe('none');
});

test('a host granted by name is scanned and trusted by name', () => {
  const sites = parseSites(undefined);
  expect(planScan(sites, granted('*://shop.test/*')).matches).toEqual(['*://shop.test/*']);
  expect(trustOf('shop.test', sites, granted('*://shop.test/*'))).toBe('named');
  expect(trustOf('shop.test.evil.example', sites, granted('*://shop.test/*'))).toBe('none');
  expect(trustOf('a.shop.test', sites, granted('*://*.shop.test/*'))).toBe('named');
});

test('a host granted because a server is there is left alone until the person allows its pages', () => {
  const server: Granted = { origins: ['http://127.0.0.1/*'], servers: ['127.0.0.1'] };
  expect(planScan(parseSites(undefined), server).matches).toEqual([]);
  expect(trustOf('127.0.0.1', parseSites(undefined), server)).toBe('none');
  const sites = parseSites({ hosts: { '127.0.0.1': 'on' } });
  expect(planScan(sites, server).matches).toEqual(['http://127.0.0.1/*']);
  expect(trustOf('127.0.0.1', sites, server)).toBe('named');
});

test('under all sites others are told only what is public; a stopped one nothing', () => {
  const sites = parseSites({ hosts: { 'shop.test': 'on', 'never.test': 'off' } });
  const all = granted('*://*/*');
  expect(planScan(sites, all)).toEqual({ matches: ['*://*/*'], excludeMatches: ['*://never.test/*'] });
  expect(['shop.test', 'other.test', 'never.test'].map((host) => trustOf(host, sites, all))).toEqual([
    'named',
    'public',
    'none',
  ]);
});

test('whatever lies in storage, only sound hosts come out', () => {
  for (const raw of [null, 7, 'x', { hosts: [] }, { hosts: 'x' }]) expect(parseSites(raw)).toEqual({ hosts: {} });
  expect(parseSites({ hosts: { 'shop.test': 'on', 'a/b': 'on', '*': 'on', 'x.test': 'maybe' } })).toEqual({
    hosts: { 'shop.test': 'on' },
  });
  expect(isHost('[::1]')).toBe(true);
  expect(isHost('')).toBe(false);
});

test('the account chosen on a site is kept with it, and goes when the site is forgotten', () => {
  const chosen = withSite(parseSites({ hosts: { 'shop.test': 'on' } }), 'shop.test', { account: 3 });
  expect(siteOf(chosen, 'shop.test')).toEqual({ how: 'on', account: 3 });
  expect(siteOf(withSite(chosen, 'shop.test', { how: 'off' }), 'shop.test').account).toBe(3);
  // Chosen on a page that was shown once: nothing else was decided of it.
  expect(siteOf(withSite(parseSites(undefined), 'once.test', { account: 2 }), 'once.test')).toEqual({ account: 2 });
  expect(siteOf(withSite(chosen, 'shop.test', { how: undefined, account: undefined }), 'shop.test')).toEqual({});
  for (const account of ['3', 0, -1, 1.5, Number.NaN, {}, null]) {
    expect(siteOf(parseSites({ hosts: {}, more: { 'shop.test': { account } } }), 'shop.test')).toEqual({});
  }
});
