/** What a pill or the toolbar badge has room for: past 99 the exact number stands in the sum and in titles. */
export function shortCount(count: number): string {
  return count > 99 ? '99+' : String(count);
}
