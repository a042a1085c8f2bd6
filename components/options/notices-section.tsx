import { wordKey } from '../../lib/i18n/i18n';
import { defaultVolume, type NoticeLevel, noticeLevels, type SoundName, soundNames } from '../../lib/settings/settings';
import { Icon } from '../parts/glyph';
import { SnoozeBar, SnoozeTool } from '../quiet/snooze';
import { useWorld } from '../world';
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
        <div class="setting">
          <div class="grow">
            <p class="strong" id="notices-show">
              {t('notices_show')}
            </p>
            <p class="small muted">{t(wordKey('notices_show_note', current?.notices ?? 'everything'))}</p>
          </div>
          <span class="select">
            <select
              aria-labelledby="notices-show"
              disabled={current === undefined}
              value={current?.notices ?? 'everything'}
              onChange={({ currentTarget }) => choose({ notices: levelOf(currentTarget.value as NoticeLevel) })}
            >
              {noticeLevels.map((level) => (
                <option key={level} value={level}>
                  {t(wordKey('notices_show', level))}
                </option>
              ))}
            </select>
            <Icon name="down" />
          </span>
        </div>
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
    <div class="setting sound">
      <div class="grow">
        <p class="strong" id="notice-sound">
          {t('notice_sound')}
        </p>
        <p class="small muted">{t('notice_sound_note')}</p>
      </div>
      {sound !== undefined && (
        <label class="volume">
          <span class="small muted">{t('notice_volume')}</span>
          <input
            type="range"
            min="5"
            max="100"
            step="5"
            value={volume}
            aria-valuetext={t('percent', volume)}
            onChange={({ currentTarget }) => {
              choose({ volume: Number(currentTarget.value) });
              play(sound, Number(currentTarget.value));
            }}
          />
        </label>
      )}
      <span class="select">
        <select
          aria-labelledby="notice-sound"
          disabled={!ready}
          value={sound ?? 'off'}
          onChange={({ currentTarget }) => {
            const chosen = soundNames.find((name) => name === currentTarget.value);
            choose({ sound: chosen });
            // What it is like is heard, not read.
            if (chosen !== undefined) play(chosen, volume);
          }}
        >
          <option value="off">{t('notice_sound_off')}</option>
          {soundNames.map((name) => (
            <option key={name} value={name}>
              {t(wordKey('notice_sound', name))}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
      <button type="button" class="btn" disabled={sound === undefined} onClick={() => sound && play(sound, volume)}>
        {t('notice_sound_play')}
      </button>
    </div>
  );
}
