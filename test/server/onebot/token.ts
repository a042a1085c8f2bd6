import type { IncomingMessage } from 'node:http';
import type { Account } from './accounts';
import { mannerOf } from './office';

/** Whether a request may pass: with the account's token in the header or the query (spec/onebot, Auth). */
export function checkToken(account: Account, request: IncomingMessage, url: URL): 'good' | 'missing' | 'wrong' {
  if (account.token === '') return 'good';
  const header = request.headers.authorization?.replace(/^(Bearer|Token)\s+/i, '');
  const query = url.searchParams.get('access_token') ?? undefined;
  const shown = mannerOf(account).tokenFrom === 'query' ? (query ?? header) : (header ?? query);
  if (shown === undefined || shown === '') return 'missing';
  return shown === account.token ? 'good' : 'wrong';
}
