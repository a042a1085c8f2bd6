import { describe, expect, it } from 'vitest';
import { deleteRow, readRows } from '../browser/raw-store';
import { parseStartOptions } from '../start/options';
import { faultsOf } from '../start/report';
import { runStart } from '../start/run';

const options = parseStartOptions(['--headless', '--seconds', '4']);

describe('the report of npm start', () => {
  it('finds nothing wrong where nothing is', async () => {
    const report = await runStart(options);
    expect(faultsOf(report)).toEqual([]);
    expect(report.messages.stored).toBeGreaterThan(3);
  });

  it('says so when a stored message is gone', async () => {
    const report = await runStart(options, {
      beforeReport: async (browser) => {
        const [message] = await readRows<{ accountId: number; peer: string; ordinal: number }>(browser, 'messages');
        if (message) await deleteRow(browser, 'messages', [message.accountId, message.peer, message.ordinal]);
      },
    });
    expect(faultsOf(report).join('\n')).toMatch(/not stored/);
  });

  it('says so when the server loses one', async () => {
    const report = await runStart(options, {
      beforeSpeaking: (server) => server.fault({ kind: 'lose', times: 1 }),
    });
    expect(faultsOf(report).join('\n')).toMatch(/not stored/);
  });
});
