import { benchPopup } from './popup';
import { benchWake } from './wake';

// npm run bench: figures beside a floor of the same run, since machines differ and the same one is never equally idle.
const say = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);

for (const messages of [1_000, 20_000]) {
  const { list, floor } = await benchPopup(messages);
  say({ popup: { messages, list, floor, ratio: Math.round((list.median / floor.median) * 100) / 100 } });
}
say({ wake: await benchWake(30, 2_000) });
