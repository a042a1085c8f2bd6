import { expect, test } from 'vitest';
import { parseStep } from '../../server/scenario';
import { TestServer } from './test-server';

test('a scenario makes its calls when they are due', async () => {
  const server = await TestServer.start({
    scenario: [
      { at: 0, call: 'accounts', body: [{ uin: '100001' }, { uin: '200001' }] },
      { at: 1000, call: 'say', body: { from: '200001', to: '100001', text: 'first', id: 's1' } },
      { at: 2000, call: 'say', body: { from: '200001', to: '100001', text: 'second' } },
    ],
  });
  expect((await server.account('100001')).queue).toBe(0);
  server.clock.advance(1000);
  expect(await server.ledger('accepted')).toMatchObject([{ id: 's1', text: 'first' }]);
  server.clock.advance(1000);
  expect(await server.ledger('accepted')).toHaveLength(2);
});

test('a call that is refused is told and the rest goes on', async () => {
  const warnings: string[] = [];
  const server = await TestServer.start({
    warn: (text) => warnings.push(text),
    scenario: [
      { at: 0, call: 'say', body: { from: '200001' } },
      { at: 0, call: 'accounts', body: { uin: '100001' } },
    ],
  });
  expect(warnings).toEqual([expect.stringContaining('say: nobody has the number 200001 (from)')]);
  expect(await server.account('100001')).toBeDefined();
});

test('a call is named by its path or by its name', () => {
  expect(parseStep('{"at":5,"call":"/control/say","body":{}}', 1)).toEqual({ at: 5, call: 'say', body: {} });
  expect(parseStep('{"at":5,"call":"say"}', 1)).toEqual({ at: 5, call: 'say', body: {} });
});

test.each(['{', 'null', '{"at":-1,"call":"say"}', '{"at":"0","call":"say"}', '{"at":0}'])(
  'the line %s is an error that names the line',
  (line) => {
    expect(() => parseStep(line, 7)).toThrow('scenario line 7');
  },
);
