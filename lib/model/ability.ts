/** What an account's server can do, learnt from its answers: screens offer only these. */
export type Ability =
  | 'send'
  /** A reply may name the message it answers. */
  | 'quote'
  | 'contacts'
  /** Tells who is online. */
  | 'presence'
  /** Tells it of one person, on asking, and not by itself. */
  | 'presence-of'
  | 'status'
  | 'requests'
  /** A no to a request carries a reason. */
  | 'decline-reason'
  /** A yes to a request need not make the asker a contact as well. */
  | 'accept-one-way'
  /** Tells what people write about themselves. */
  | 'profile'
  /** The same of contacts alone. */
  | 'profile-of-contacts'
  /** Finds people by what they are. */
  | 'find'
  /** Asks somebody to be a contact. */
  | 'add'
  | 'groups'
  | 'history'
  | 'recall'
  | 'read'
  | 'unfriend';
