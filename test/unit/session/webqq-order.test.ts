import { expect, it } from 'vitest';
import { call, ledger, openPeopleForEach, signIn, world } from './webqq-world';

openPeopleForEach();

it('the calls of a sign-in leave in the order of the official page, and the first poll after them', async () => {
  // Who polls without having asked who is online is sent away.
  await call('habit', { name: 'official-order', on: true });
  await signIn(world.live());
  const entries = await ledger();
  const cmds = entries.flatMap(({ kind, cmd }) => (kind === 'command' && cmd !== undefined ? [cmd] : []));
  const first = cmds.indexOf('getvfwebqq');
  expect(cmds.slice(first, first + 9)).toEqual([
    'getvfwebqq',
    'login2',
    'get_user_friends2',
    'get_group_name_list_mask2',
    'get_discus_list',
    'get_self_info2',
    'get_online_buddies2',
    'get_recent_list2',
    'poll2',
  ]);
  expect(entries.flatMap(({ res }) => (res ? [res] : []))).not.toContain(103);
});
