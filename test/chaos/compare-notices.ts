import type { Rows } from './rows';

/** Nobody knows yet whether the person was told. */
export function isUntold(state: string): boolean {
  return ['waiting', 'late', 'showing', 'summing'].includes(state);
}

/**
 * Of every account: each message that came in was announced once or kept quiet by a rule, counted so once, and what is
 * unread still says which. A death between the notification and its row would count one twice, or leave it waiting.
 */
export function compareNotices({ sessions, messages, conversations, notices = [] }: Rows): string[] {
  const differences: string[] = [];
  for (const { accountId, notices: counts = { notified: 0, quiet: {} } } of sessions) {
    const came = messages.filter((row) => row.accountId === accountId && row.direction === 'in');
    const quiet = Object.values(counts.quiet).reduce((sum, count) => sum + count, 0);
    if (counts.notified + quiet !== came.length) {
      differences.push(
        `account ${accountId}: ${came.length} stored, ${counts.notified} announced, ${quiet} kept quiet`,
      );
    }
    const known = new Set(notices.map((row) => `${row.accountId} ${row.peer} ${row.ordinal}`));
    for (const { peer, readThrough } of conversations.filter((row) => row.accountId === accountId)) {
      const unsaid = came.filter(
        (row) => row.peer === peer && row.ordinal > readThrough && !known.has(`${accountId} ${peer} ${row.ordinal}`),
      );
      if (unsaid.length > 0)
        differences.push(`account ${accountId} ${peer}: nobody decided on ${unsaid.length} unread`);
    }
  }
  for (const { accountId, peer, ordinal, state } of notices) {
    if (isUntold(state)) differences.push(`account ${accountId} ${peer} ${ordinal} is still ${state}`);
  }
  return differences;
}
