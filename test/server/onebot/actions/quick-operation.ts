import { parseObject } from '../params';
import type { Action, Call } from './action';
import { setFriendAddRequest, setGroupAddRequest } from './requests';
import { sendGroupMsg, sendPrivateMsg } from './sending';

/** Answers an event without naming whom: the event itself comes back with what is to be done about it. */
export const handleQuickOperation: Action = (call) => {
  const context = parseObject(call.params, 'context');
  const operation = parseObject(call.params, 'operation');
  const about: Call = { ...call, params: { ...context, ...operation, message: operation.reply } };
  if (context.request_type === 'friend') setFriendAddRequest(about);
  else if (context.request_type === 'group') setGroupAddRequest(about);
  else if (operation.reply !== undefined) (context.message_type === 'group' ? sendGroupMsg : sendPrivateMsg)(about);
  return undefined;
};
