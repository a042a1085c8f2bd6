import type { Core } from '../core';
import type { Accounts } from './accounts';
import type { Captchas } from './captchas';
import type { Counters } from './counters';
import type { WebqqHabit } from './habits';
import type { Inbox } from './inbox';
import type { Numbers } from './numbers';
import type { Polls } from './polls';
import type { QrCodes } from './qr-codes';
import type { Requests } from './requests';
import type { SentMessages } from './sent';
import type { SignIns } from './sign-ins';

/** What the parts of WebQQ share. */
export interface Office {
  core: Core;
  accounts: Accounts;
  captchas: Captchas;
  counters: Counters;
  inbox: Inbox;
  numbers: Numbers;
  polls: Polls;
  qrCodes: QrCodes;
  requests: Requests;
  sent: SentMessages;
  signIns: SignIns;
}

export function hasHabit({ core }: Office, habit: WebqqHabit): boolean {
  return core.settings.habits.has(habit);
}
