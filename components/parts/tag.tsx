import type { Account } from '../../lib/model/account';

/** One character on the account's colour, the same everywhere; its name always stands near, or in `hidden words`. */
export function Tag({ account, size = '' }: { account: Pick<Account, 'tag' | 'colour'>; size?: '' | 'l' | 'xl' }) {
  return (
    <span class={`tag a${account.colour} ${size}`} aria-hidden="true">
      {account.tag}
    </span>
  );
}
