import { expect, test } from 'vitest';
import { planBox } from '../../../lib/status-button/box';

test('a style has its own size, an unknown one the usual', () => {
  expect(planBox(51, {})).toEqual({ width: 79, height: 25, family: 'wide' });
  expect(planBox(5, {})).toEqual({ width: 55, height: 13, family: 'small' });
  expect(planBox(4, {})).toEqual({ width: 21, height: 15, family: 'icon' });
  expect(planBox(null, {})).toEqual(planBox(99, {}));
});

test('what the page declares goes before, and one side alone keeps the shape', () => {
  expect(planBox(1, { width: 74, height: 23 })).toMatchObject({ width: 74, height: 23 });
  expect(planBox(4, { height: 16 })).toMatchObject({ width: 22, height: 16, family: 'icon' });
  expect(planBox(45, { width: 20 })).toMatchObject({ width: 20, height: 12 });
});

test('sizes that no button has are as if the page had said nothing', () => {
  for (const side of [0, 1, 7, 401, 1e9, Number.NaN, -20]) {
    expect(planBox(51, { width: side, height: side })).toMatchObject({ width: 79, height: 25 });
  }
});
