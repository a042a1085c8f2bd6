import { expect, it } from 'vitest';
import { hostPattern } from '../../../lib/model/host-pattern';

it.each([
  ['http://127.0.0.1:48003', 'http://127.0.0.1/*'],
  ['http://*.qq.localhost:48003', 'http://*.qq.localhost/*'],
  ['https://*.qq.com', 'https://*.qq.com/*'],
  ['http://[::1]:48003/api/poll2?x=1#7.a', 'http://[::1]/*'],
  ['ws://192.168.1.20:3001/path', 'http://192.168.1.20/*'],
  ['wss://bot.example.cn/', 'https://bot.example.cn/*'],
])('asks the browser for %s as %s', (server, pattern) => {
  expect(hostPattern(server)).toBe(pattern);
});
