import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/glyphs.css';
import '../../components/styles/options.css';
import { Options } from '../../components/options/options';
import { crossesInClear, parseServer } from '../../lib/protocol/http-qq/settings';
import { prepareAccount } from '../../lib/protocol/prepare';
import { showPage } from '../page/show-page';

showPage((world) => <Options world={world} forms={{ judgeServer, prepare: prepareAccount }} />);

function judgeServer(typed: string) {
  const parsed = parseServer(typed);
  return parsed.ok ? { server: parsed.server, private: !crossesInClear(parsed.server) } : undefined;
}
