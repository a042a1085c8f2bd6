import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { frameCalls } from '../../../lib/messaging/frame-calls';
import { pageCalls } from '../../../lib/messaging/page-calls';
import { exactly, list, matching, moment, text, whole } from '../../../lib/messaging/shapes';

const number = matching(/^\d{1,3}$/);

describe('a shape takes', () => {
  it.each([
    ['text as long as it may be', text(1, 3), 'abc'],
    ['text that is empty where it may be', text(0, 3), ''],
    ['text of a pattern', number, '123'],
    ['the least and the most number', list(whole(1, 4), 0, 2), [1, 4]],
    ['a moment', moment(), Date.now()],
    ['for good', moment(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY],
    ['members that may be missing', exactly({ a: number, b: v.optional(number) }), { a: '1' }],
  ])('%s', (_, shape, value) => expect(v.is(shape, value)).toBe(true));
});

describe('a shape refuses', () => {
  it.each([
    ['text that is too long', text(1, 3), 'abcd'],
    ['text that is too short', text(1, 3), ''],
    ['what only has a length', text(1, 3), ['a']],
    ['what reads like a match', number, ['123']],
    ['more than a match', number, '123\n4'],
    ['a number that is too small', whole(1, 4), 0],
    ['a number that is too big', whole(1, 4), 5],
    ['part of a number', whole(1, 4), 1.5],
    ['a number as text', whole(1, 4), '2'],
    ['what is no number', moment(), Number.NaN],
    ['for good where it must end', moment(), Number.POSITIVE_INFINITY],
    ['a moment before time', moment(), -1],
    ['a list that is too long', list(number, 0, 2), ['1', '2', '3']],
    ['a list that is too short', list(number, 1, 2), []],
    ['a list with a wrong one', list(number, 0, 2), ['1', 2]],
    ['a list with a hole', list(number, 0, 2), Object.assign(new Array(2), { 0: '1' })],
    ['what only looks like a list', list(number, 0, 2), { length: 1, 0: '1' }],
    ['a member too many', exactly({ a: number }), { a: '1', b: '1' }],
    ['a member that is missing', exactly({ a: number }), {}],
    ['a member of everything', exactly({ a: number }), { a: '1', toString: 1 }],
    ['nothing', exactly({ a: number }), null],
  ])('%s', (_, shape, value) => expect(v.is(shape, value)).toBe(false));
});

it('a call of a frame has its members and no others', () => {
  const button = { number: '10001', version: 1, style: null, via: 'image' };
  expect(v.is(frameCalls.watch, { buttons: [button] })).toBe(true);
  expect(v.is(frameCalls.watch, { buttons: [{ ...button, account: 1 }] })).toBe(false);
  expect(v.is(frameCalls.watch, { buttons: [button], all: true })).toBe(false);
  expect(v.is(frameCalls.seen, { count: 1, host: 'shop.test' })).toBe(false);
});

it.each([
  ['a secret that is no text', { token: 7 }],
  ['a name of a secret that is none', { 'a b': 'x' }],
  ['a name that every object has an heir of', JSON.parse('{"__proto__":"x"}')],
  ['a secret that is too long', { token: 'x'.repeat(501) }],
  ['none', null],
])('no secrets are %s', (_, secrets) => {
  expect(v.is(pageCalls['account.secrets'], { accountId: 1, secrets })).toBe(false);
  expect(v.is(pageCalls['account.secrets'], { accountId: 1, secrets: { 'password-md5': 'x', token: '' } })).toBe(true);
});
