/** Actions of the OneBot 11 text that every program has (spec/onebot, Actions worth using). */
export const STANDARD_ACTIONS = [
  'get_login_info',
  'get_version_info',
  'get_status',
  'get_stranger_info',
  'get_friend_list',
  'get_group_info',
  'get_group_list',
  'get_group_member_info',
  'get_group_member_list',
  'get_msg',
  'send_private_msg',
  'send_group_msg',
  'send_msg',
  'delete_msg',
  'set_friend_add_request',
  'set_group_add_request',
  'can_send_image',
] as const;

const FRIENDS_AND_HISTORY = [
  'get_group_system_msg',
  'get_friend_msg_history',
  'get_group_msg_history',
  'mark_msg_as_read',
] as const;
const BOTH_READ_MARKS = ['mark_private_msg_as_read', 'mark_group_msg_as_read', '_mark_all_as_read'] as const;
/** Requests to be added that QQ kept back as suspicious. */
const DOUBTS = ['get_doubt_friends_add_request', 'set_doubt_friends_add_request'] as const;
const BUDDIES = ['get_friends_with_category', 'set_online_status', 'delete_friend'] as const;

/**
 * Who offers what beyond the text (spec/onebot). Where it names nobody, as for Lagrange and for get_group_system_msg, by
 * what clients written for that program call.
 */
export const EXTENSIONS = {
  napcat: [
    ...FRIENDS_AND_HISTORY,
    ...BOTH_READ_MARKS,
    ...BUDDIES,
    ...DOUBTS,
    'get_recent_contact',
    'nc_get_user_status',
    '.handle_quick_operation',
  ],
  llbot: [...FRIENDS_AND_HISTORY, ...BUDDIES, ...DOUBTS, 'get_event'],
  snowluma: [
    ...FRIENDS_AND_HISTORY,
    ...BOTH_READ_MARKS,
    ...BUDDIES,
    ...DOUBTS,
    'get_recent_contact',
    'nc_get_user_status',
  ],
  lagrange: ['get_friend_msg_history', 'get_group_msg_history', 'mark_msg_as_read'],
  'go-cqhttp': ['get_group_msg_history', 'mark_msg_as_read', 'delete_friend', 'get_updates', 'get_group_system_msg'],
} as const;
