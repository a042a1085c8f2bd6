import { visiblePresence, type World } from '../world';
import { encodeList, type Field } from './encode-reply';
import { encodePresence } from './presence-code';

/** A person as the parallel lists of Query_Stat and Finger show them. */
export interface Shown {
  uin: string;
  face: number;
  status: string;
  nick: string;
}

/** A person as others see them; undefined for a number that nobody has. */
export function show(world: World, uin: string): Shown | undefined {
  const profile = world.profile(uin);
  if (profile === undefined) return undefined;
  const status = encodePresence(visiblePresence(world.presence(uin)));
  return { uin, face: profile.face, status, nick: profile.nick };
}

/** FC, FN, SN, ST, UN and NK, in the order they were recorded in. */
export function pageFields(page: readonly Shown[], fn: string): Field[] {
  return [
    ['FC', encodeList(page.map(({ face }) => String(face)))],
    ['FN', fn],
    ['SN', String(page.length)],
    ['ST', encodeList(page.map(({ status }) => status))],
    ['UN', encodeList(page.map(({ uin }) => uin))],
    ['NK', encodeList(page.map(({ nick }) => nick))],
  ];
}
