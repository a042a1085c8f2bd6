import { expect, test } from 'vitest';
import { parseCommandLine } from '../../server/command-line';

test('without arguments the ports are the fixed ones and the seed is 1', () => {
  expect(parseCommandLine([])).toEqual({ ports: 'fixed', seed: 1, keepAlive: false });
});

test('every argument is taken', () => {
  expect(parseCommandLine(['--ports', 'auto', '--seed', '7', '--state', 'file', '--keep-alive'])).toEqual({
    ports: 'auto',
    seed: 7,
    keepAlive: true,
    stateFile: 'file',
  });
});

test.each([
  [['--ports', '80']],
  [['--seed', 'x']],
  [['--onebot', 'many']],
  [['--nonsense']],
  [['word']],
  [['--scenario', '/nowhere/at/all']],
])('%j is refused', (args) => {
  expect(() => parseCommandLine(args)).toThrow();
});
