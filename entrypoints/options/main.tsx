import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/fields.css';
import '../../components/styles/glyphs.css';
import '../../components/styles/options.css';
import type { Forms } from '../../components/options/forms';
import { Options } from '../../components/options/options';
import { playSound } from '../../lib/notify/play-sound';
import { browser } from '../../lib/page-browser';
import * as httpQq from '../../lib/protocol/http-qq/settings';
import { httpTwin } from '../../lib/protocol/onebot/addresses';
import * as oneBot from '../../lib/protocol/onebot/settings';
import { prepareAccount } from '../../lib/protocol/prepare';
import * as webQq from '../../lib/protocol/webqq/settings';
import { parseSettings, type SettingsPort, settingsKey } from '../../lib/settings/settings';
import { showPage } from '../page/show-page';
import { openBeside, staying } from './browser-parts';
import { platformOf } from './platform';

const judgeServer: Forms['judgeServer'] = (protocol, typed) => {
  if (protocol === 'onebot') {
    const parsed = oneBot.parseAddress(typed);
    if (!parsed.ok) return undefined;
    const { server } = parsed;
    return {
      server,
      origin: httpTwin(server),
      private: !oneBot.crossesInClear(server),
      here: oneBot.isLoopback(server),
    };
  }
  if (protocol === 'webqq') {
    const server = webQq.parseServer(typed);
    if (server === undefined) return undefined;
    const host = server.replace('*.', '');
    return { server, origin: server, private: !httpQq.crossesInClear(host), here: httpQq.isLoopback(host) };
  }
  const parsed = httpQq.parseServer(typed);
  if (!parsed.ok) return undefined;
  const { server } = parsed;
  return { server, origin: server, private: !httpQq.crossesInClear(server), here: httpQq.isLoopback(server) };
};

const settings: SettingsPort = {
  read: async () => parseSettings((await browser.storage.local.get(settingsKey))[settingsKey]),
  write: (chosen) => browser.storage.local.set({ [settingsKey]: chosen }),
};

let context: AudioContext | undefined;
const play: Forms['play'] = (sound, volume) => {
  context ??= new AudioContext();
  void playSound(context, sound, volume);
};

const forms: Forms = {
  judgeServer,
  prepare: prepareAccount,
  settings,
  play,
  openBeside,
  staying,
  platform: platformOf(navigator.userAgent),
};
showPage((world) => <Options world={world} forms={forms} />);
