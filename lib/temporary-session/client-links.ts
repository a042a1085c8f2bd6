import type { RealNumber } from '../model/ids';

/** Client schemes are only ever opened from these two forms, with digits in them (design 7). */
const forms = {
  desktop: ['tencent://message/?uin=', '&Site=&Menu=yes'],
  phone: ['mqqwpa://im/chat?chat_type=wpa&uin=', '&version=1&src_type=web'],
} as const;

export type Client = keyof typeof forms;

/** The address that opens a chat with that number in a client of Tencent's; undefined for what is no number. */
export function clientLink(client: Client, number: RealNumber): string | undefined {
  return /^\d{5,11}$/.test(number) ? forms[client].join(number) : undefined;
}

/** The web's own link to that number, as pages have had it for twenty years. */
export function webLink(number: RealNumber): string | undefined {
  return /^\d{5,11}$/.test(number) ? `http://wpa.qq.com/msgrd?v=3&uin=${number}&site=qq&menu=yes` : undefined;
}
