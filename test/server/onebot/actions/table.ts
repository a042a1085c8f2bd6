import type { Action } from './action';
import * as history from './history';
import * as people from './people';
import * as polling from './polling';
import { handleQuickOperation } from './quick-operation';
import * as requests from './requests';
import * as self from './self';
import * as sending from './sending';

/** Every action of any flavour by its name; who offers which is in `action-names.ts`. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  get_login_info: self.getLoginInfo,
  get_version_info: self.getVersionInfo,
  get_status: self.getStatus,
  can_send_image: self.canSendImage,
  set_online_status: self.setOnlineStatus,
  nc_get_user_status: self.getUserStatus,
  get_friend_list: people.getFriendList,
  get_friends_with_category: people.getFriendsWithCategory,
  get_stranger_info: people.getStrangerInfo,
  delete_friend: people.deleteFriend,
  get_group_list: people.getGroupList,
  get_group_info: people.getGroupInfo,
  get_group_member_list: people.getGroupMemberList,
  get_group_member_info: people.getGroupMemberInfo,
  send_private_msg: sending.sendPrivateMsg,
  send_group_msg: sending.sendGroupMsg,
  send_msg: sending.sendMsg,
  delete_msg: sending.deleteMsg,
  get_msg: history.getMsg,
  get_friend_msg_history: history.getFriendMsgHistory,
  get_group_msg_history: history.getGroupMsgHistory,
  get_recent_contact: history.getRecentContact,
  mark_msg_as_read: history.markAsRead,
  mark_private_msg_as_read: history.markAsRead,
  mark_group_msg_as_read: history.markAsRead,
  _mark_all_as_read: history.markAllAsRead,
  set_friend_add_request: requests.setFriendAddRequest,
  set_group_add_request: requests.setGroupAddRequest,
  get_group_system_msg: requests.getGroupSystemMsg,
  get_doubt_friends_add_request: requests.getDoubtFriendsAddRequest,
  set_doubt_friends_add_request: requests.setDoubtFriendsAddRequest,
  '.handle_quick_operation': handleQuickOperation,
  get_updates: polling.getUpdates,
  get_event: polling.getEvent,
};
