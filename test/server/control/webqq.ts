import { QR_STEPS } from '../webqq/service';
import { oneOf, optional, parseText } from './fields';
import { parsePerson } from './known';
import { Refusal } from './refusal';
import type { PostCall } from './room';

const parseStep = oneOf(QR_STEPS);

/** A person's phone does something with a QR code: the newest that fits, or the one whose text is named. */
export const qr: PostCall = (room, body) => {
  const uin = parsePerson(room, body, 'uin');
  if (room.core.world.profile(uin)?.protocol !== 'webqq')
    throw new Refusal(409, 'WebQQ does not serve this number', 'uin');
  const text = room.webqq.stepQr(uin, parseStep(body, 'step'), optional(body, 'text', parseText));
  if (text === undefined) throw new Refusal(409, 'no QR code is there for this', 'step');
  return { text };
};
