import { report } from './browser-ports';

/**
 * A listener whose work may fail, of a store that does not answer, say. Browsers drop what it answers, so a rejection
 * would end as an uncaught error. The work begins at once: some windows open only straight from a click.
 */
export function safely<A extends unknown[]>(
  event: string,
  work: (...told: A) => unknown,
): (...told: A) => Promise<void> {
  return async (...told) => {
    try {
      await work(...told);
    } catch (error) {
      report(event, error);
    }
  };
}
