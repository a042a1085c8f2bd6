import type { MessageKey } from '../lib/i18n/i18n';
import { Button } from './parts/button';
import { Dialog } from './parts/dialog';
import { useWorld } from './world';

const help: ReadonlyArray<readonly [keys: readonly string[], words: MessageKey]> = [
  [['J', 'K', '↓', '↑'], 'key_rows'],
  [['Enter'], 'key_open'],
  [['Esc'], 'key_back'],
  [['R'], 'key_reply'],
  [['U'], 'key_read'],
  [['M'], 'key_mute'],
  [['Shift+M'], 'key_mute_for'],
  [['G'], 'key_loud'],
  [['Shift+U'], 'key_all_read'],
  [['0', '1–9'], 'key_account'],
  [['A'], 'key_accounts'],
  [['S'], 'key_snooze'],
  [['P'], 'key_people'],
  [['O'], 'key_link'],
  [['Z', 'Ctrl+Z'], 'key_undo'],
  [['Ctrl+Enter'], 'key_send_back'],
  [['?'], 'key_help'],
];

export default function KeyHelp({ close }: { close: () => void }) {
  const { t } = useWorld().i18n;
  return (
    <Dialog title={t('keys')} onClose={close} actions={<Button onClick={close}>{t('close')}</Button>}>
      <dl class="key-help">
        {help.map(([keys, words]) => (
          <div key={words}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
