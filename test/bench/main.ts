import { loadavg } from 'node:os';
import { benchHosts } from './hosts';
import { benchJournal } from './journal';
import { benchOneBot } from './onebot';
import { benchPenalty } from './penalty';
import { benchPopup } from './popup';
import { benchStatusButton } from './status-button';
import type { Verdict } from './verdict';
import { benchWake } from './wake';
import { benchWebQq } from './webqq';

// npm run bench: figures beside a floor of the same run, since machines differ and the same one is never equally idle.
// `npm run bench -- wake penalty` runs only those it names. Exit 1 where a figure is past its bound.
const subjects: Readonly<Record<string, () => Promise<readonly Verdict[]>>> = {
  popup: async () => [await benchPopup(1_000), await benchPopup(20_000)],
  wake: async () => [await benchWake(30)],
  hosts: async () => [await benchHosts()],
  penalty: async () => [await benchPenalty(30, 12)],
  onebot: benchOneBot,
  webqq: benchWebQq,
  journal: async () => [await benchJournal()],
  'status-button': benchStatusButton,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in subjects));
if (unknown.length > 0) {
  process.stderr.write(`no subject is called ${unknown.join(', ')}; there are ${Object.keys(subjects).join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const [name, run] of Object.entries(subjects)) {
    if (named.length > 0 && !named.includes(name)) continue;
    for (const verdict of await run()) {
      const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
      process.stdout.write(`${JSON.stringify({ subject: name, ...verdict, load })}\n`);
      if (verdict.verdict === 'past') process.exitCode = 1;
    }
  }
}
