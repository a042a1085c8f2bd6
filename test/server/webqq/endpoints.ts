import type { ApiEndpoint, PageEndpoint } from './call';
import { getDiscuInfo, getDiscusList, getGroupInfoExt2, getGroupNameListMask2 } from './calls/groups';
import {
  getFriendInfo2,
  getFriendUin2,
  getOnlineBuddies2,
  getRecentList2,
  getSelfInfo2,
  getSingleLongNick2,
  getUserFriends2,
  setLongNick2,
} from './calls/people';
import { poll2 } from './calls/poll';
import { allowAddedRequest2, allowAndAdd2, denyAddedRequest2, opGroupJoinReq } from './calls/requests';
import { getC2cmsgSig2, sendBuddyMsg2, sendDiscuMsg2, sendQunMsg2, sendSessMsg2 } from './calls/sending';
import { changeStatus2, getMsgTip, getVfwebqq, login2, logout2 } from './calls/session';
import { checkSig, logout, pt4Auth } from './ptlogin/check-sig';
import { loginPage, proxyPage } from './ptlogin/pages';
import { check, getimage, login } from './ptlogin/password';
import { ptqrlogin, ptqrshow } from './ptlogin/qr';

/** Pages and scripts, by the whole path. */
export const PAGES: Readonly<Record<string, PageEndpoint>> = {
  '/': proxyPage,
  '/proxy.html': proxyPage,
  '/cfproxy.html': proxyPage,
  '/loginproxy.html': proxyPage,
  '/cgi-bin/login': loginPage,
  '/cgi-bin/xlogin': loginPage,
  '/ptqrshow': ptqrshow,
  '/ptqrlogin': ptqrlogin,
  '/check_sig': checkSig,
  '/pt4_auth': pt4Auth,
  '/check': check,
  '/getimage': getimage,
  '/login': login,
  '/logout': logout,
};

/** Calls of S, under /api/, and D, under /channel/; get_msg_tip was under /web2/. */
export const API_PATH = /^\/(api|channel|web2)\/(\w+)$/;

export const API: Readonly<Record<string, ApiEndpoint>> = {
  getvfwebqq: getVfwebqq,
  login2,
  poll2,
  logout2,
  change_status2: changeStatus2,
  get_msg_tip: getMsgTip,
  get_user_friends2: getUserFriends2,
  get_online_buddies2: getOnlineBuddies2,
  get_recent_list2: getRecentList2,
  get_friend_uin2: getFriendUin2,
  get_friend_info2: getFriendInfo2,
  get_self_info2: getSelfInfo2,
  get_single_long_nick2: getSingleLongNick2,
  set_long_nick2: setLongNick2,
  get_group_name_list_mask2: getGroupNameListMask2,
  get_group_info_ext2: getGroupInfoExt2,
  get_discus_list: getDiscusList,
  get_discu_info: getDiscuInfo,
  send_buddy_msg2: sendBuddyMsg2,
  send_qun_msg2: sendQunMsg2,
  send_discu_msg2: sendDiscuMsg2,
  send_sess_msg2: sendSessMsg2,
  get_c2cmsg_sig2: getC2cmsgSig2,
  allow_and_add2: allowAndAdd2,
  allow_added_request2: allowAddedRequest2,
  deny_added_request2: denyAddedRequest2,
  op_group_join_req: opGroupJoinReq,
};
