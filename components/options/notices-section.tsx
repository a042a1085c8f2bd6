import { wordKey } from '../../lib/i18n/i18n';
import { defaultVolume, type NoticeLevel, noticeLevels, type SoundName, soundNames } from '../../lib/settings/settings';
import { Button } from '../parts/button';
import { SnoozeBar, SnoozeTool } from '../quiet/snooze';
import { useWorld } from '../world';
import { Choice } from './choice';
import { useForms } from './forms';
import { NoticeTest } from './notice-test';
import { useNamedPart } from './use-named-part';
import { useSettings } from './use-settings';

/** What is told on the desktop, how it sounds, and whether it arrives. */
export function NoticesSection() {
  const { t } = useWorld().i18n;
  const [current, choose] = useSettings();
  return (
    <section ref={useNamedPart('notices')} id="notices" aria-labelledby="notices-title">
      <header>
        <h1 id="notices-title">{t('notices')}</h1>
        <p class="small muted">{t('notices_note')}</p>
      </header>
      <div class="card">
        <Choice
          id="notices-show"
          title={t('notices_show')}
          note={t(wordKey('notices_show_note', current?.notices ?? 'everything'))}
          value={current && (current.notices ?? 'everything')}
          options={noticeLevels.map((level) => [level, t(wordKey('notices_show', level))])}
          choose={(level) => void choose({ notices: levelOf(level) })}
        />
        <SoundChoice
          sound={current?.sound}
          volume={current?.volume ?? defaultVolume}
          choose={choose}
          ready={current !== undefined}
        />
        <div class="setting">
          <div class="grow">
            <p class="strong">{t('snooze')}</p>
            <p class="small muted">{t('snooze_note')}</p>
            <SnoozeBar />
          </div>
          <SnoozeTool />
        </div>
        <NoticeTest />
      </div>
    </section>
  );
}

/** Everything is what an absent choice means. */
function levelOf(level: NoticeLevel): Exclude<NoticeLevel, 'everything'> | undefined {
  return level === 'everything' ? undefined : level;
}

interface SoundChoiceProps {
  readonly sound: SoundName | undefined;
  readonly volume: number;
  readonly ready: boolean;
  readonly choose: ReturnType<typeof useSettings>[1];
}

function SoundChoice({ sound, volume, ready, choose }: SoundChoiceProps) {
  const { t } = useWorld().i18n;
  const { play } = useForms();
  return (
    <Choice
      id="notice-sound"
      title={t('notice_sound')}
      note={t('notice_sound_note')}
      lies="sound"
      value={ready ? (sound ?? 'off') : undefined}
      options={[
        ['off', t('notice_sound_off')],
        ...soundNames.map((name) => [name, t(wordKey('notice_sound', name))] as const),
      ]}
      choose={(name) => {
        const chosen = name === 'off' ? undefined : name;
        void choose({ sound: chosen });
        // What it is like is heard, not read.
        if (chosen) play(chosen, volume);
      }}
      before={
        sound && (
          <label class="volume">
            <span class="small muted">{t('notice_volume')}</span>
            <input
              type="range"
              min="5"
              max="100"
              step="5"
              defaultValue={volume}
              aria-valuetext={t('percent', volume)}
              onChange={({ currentTarget }) => {
                void choose({ volume: Number(currentTarget.value) });
                play(sound, Number(currentTarget.value));
              }}
            />
          </label>
        )
      }
      after={
        <Button disabled={!sound} onClick={() => sound && play(sound, volume)}>
          {t('notice_sound_play')}
        </Button>
      }
    />
  );
}
