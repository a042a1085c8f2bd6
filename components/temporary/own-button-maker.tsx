import { useState } from 'preact/hooks';
import type { RealNumber } from '../../lib/model/ids';
import { pictureSize } from '../../lib/model/picture-size';
import { longestSource } from '../../lib/temporary-session/link';
import { buttonPlacesOfRecord, encodeButton, type OwnButton } from '../../lib/temporary-session/own-button';
import { placesAt } from '../../lib/temporary-session/places';
import { readOldButton } from '../../lib/temporary-session/read-old-button';
import { Field } from '../options/field';
import { Button } from '../parts/button';
import { Glyph } from '../parts/glyph';
import { useWorld } from '../world';
import { CodeOutput } from './output';
import { Picker } from './picker';

/** Styles whose widths pages wrote down (spec/web-presence, F2). */
const offered = [1, 4, 5, 6, 7, 10, 16, 17, 41, 51, 52];

type Look = 'v1' | 'v2' | 'own';

/** The button of 2010: version 1, V2 with its key, or with pictures of one's own; and old code made new. */
export function OwnButtonMaker({ number, service }: { number: RealNumber; service: string | undefined }) {
  const { t } = useWorld().i18n;
  const [look, setLook] = useState<Look>('v1');
  const [style, setStyle] = useState('41');
  const [alt, setAlt] = useState(t('ts_text_default'));
  const [source, setSource] = useState('');
  const [key, setKey] = useState('');
  const [online, setOnline] = useState('');
  const [offline, setOffline] = useState('');
  const [old, setOld] = useState('');
  const places = { ...buttonPlacesOfRecord, ...(service === undefined ? {} : placesAt(service)) };
  const needsKey = look === 'v2';
  const keyIsGood = key === '' ? !needsKey : isKey(key);
  const picturesAreGood = look !== 'own' || (isPicture(online) && isPicture(offline));
  const button: OwnButton | undefined =
    keyIsGood && picturesAreGood
      ? {
          number,
          alt,
          ...(source !== '' && { source }),
          ...(key !== '' && look !== 'v1' && { sigkey: key }),
          picture: look === 'own' ? { online, offline } : { style: Number(style) },
        }
      : undefined;
  const found = old === '' ? undefined : readOldButton(old);
  const upgrade = () => {
    if (found === undefined) return;
    setLook(found.sigkey === undefined ? 'v1' : 'v2');
    setKey(found.sigkey ?? '');
    setStyle(String(offered.includes(found.style) ? found.style : 41));
    if (found.alt !== undefined) setAlt(found.alt);
    setSource(found.source ?? '');
  };
  return (
    <section id="ts-button" aria-labelledby="ts-button-title">
      <header>
        <h1 id="ts-button-title">{t('ts_button')}</h1>
        <p class="small muted">{t('ts_button_note')}</p>
      </header>
      <div class="card form">
        <div class="two">
          <Picker
            label={t('ts_look')}
            value={look}
            options={[
              ['v1', t('ts_look_v1')],
              ['v2', t('ts_look_v2')],
              ['own', t('ts_look_own')],
            ]}
            choose={setLook}
          />
          {look !== 'own' && (
            <Picker
              label={t('ts_style')}
              value={style}
              options={offered.map((one) => [String(one), t('ts_style_of', one, ...pictureSize(one))] as const)}
              choose={setStyle}
            />
          )}
          <Field label={t('ts_alt')} value={alt} onInput={setAlt} note={t('ts_alt_note')} />
          {(look === 'v1' || (look === 'own' && key === '')) && (
            <Field
              label={t('ts_source')}
              value={source}
              onInput={setSource}
              note={t('ts_source_note')}
              input={{ maxLength: longestSource }}
            />
          )}
          {look !== 'v1' && (
            <Field
              label="sigkey"
              value={key}
              onInput={(typed) => setKey(typed.trim())}
              note={t('ts_key_note')}
              trouble={key === '' || isKey(key) ? undefined : t('ts_key_bad')}
              input={{ spellcheck: false }}
            />
          )}
          {look === 'own' && (
            <>
              <PictureField label={t('ts_picture_online')} value={online} onInput={setOnline} />
              <PictureField label={t('ts_picture_offline')} value={offline} onInput={setOffline} />
            </>
          )}
        </div>
        <fieldset class="ts-preview">
          <legend>{t('ts_preview')}</legend>
          {(['online', 'offline'] as const).map((state) => (
            <figure key={state}>
              {look === 'own' ? (
                <OwnPicture url={state === 'online' ? online : offline} alt={alt} />
              ) : (
                <StylePicture style={style} state={state} />
              )}
              <figcaption class="small muted">{t(`presence_${state}`)}</figcaption>
            </figure>
          ))}
        </fieldset>
        {button && (
          <div class="ts-outs">
            <CodeOutput label={t('ts_as_html')} text={encodeButton(button, { places })} />
            {look !== 'v1' && (
              <CodeOutput label={t('ts_as_plain_html')} text={encodeButton(button, { places, scriptFree: true })} />
            )}
          </div>
        )}
        <div class="form-field">
          <label for="ts-old">{t('ts_old')}</label>
          <textarea
            id="ts-old"
            class="input ts-area"
            rows={3}
            value={old}
            spellcheck={false}
            placeholder="<a href=…><img src=…pa?p=1:…>"
            onInput={(event) => setOld(event.currentTarget.value)}
          />
          <div class="line" role="status">
            <span class="small muted grow">
              {old === ''
                ? t('ts_old_note')
                : found === undefined
                  ? t('ts_old_nothing')
                  : found.calls !== undefined
                    ? t('ts_old_other', found.number, found.calls)
                    : found.number === number
                      ? t('ts_old_found', found.version, found.style)
                      : t('ts_old_not_yours', found.number, number)}
            </span>
            <Button disabled={found === undefined} onClick={upgrade}>
              {t('ts_old_do')}
            </Button>
          </div>
        </div>
      </div>
    </section>
  );
}

function PictureField(props: { label: string; value: string; onInput: (value: string) => void }) {
  const { t } = useWorld().i18n;
  const bad = props.value !== '' && !isPicture(props.value);
  return (
    <Field
      label={props.label}
      value={props.value}
      onInput={(value) => props.onInput(value.trim())}
      trouble={bad ? t('ts_picture_bad') : undefined}
      input={{ placeholder: 'https://', spellcheck: false }}
    />
  );
}

/** Tencent's own pictures came from a service that may be gone: drawn here in their size. */
function StylePicture({ style, state }: { style: string; state: 'online' | 'offline' }) {
  const { t } = useWorld().i18n;
  const [width, height] = pictureSize(Number(style));
  return (
    <span class={`ts-button ${state}`} style={{ width: `${width}px`, height: `${height}px` }}>
      <Glyph name={state} />
      {width >= 55 && <span>{t(`presence_${state}`)}</span>}
    </span>
  );
}

function OwnPicture({ url, alt }: { url: string; alt: string }) {
  const { t } = useWorld().i18n;
  if (!isPicture(url)) return <span class="ts-none small muted">{t('ts_picture_none')}</span>;
  return <img src={url} alt={alt} />;
}

function isKey(text: string): boolean {
  return /^[0-9a-z_-]{16,256}$/i.test(text);
}

/** Nothing but a web address: what stands here is put into a page. */
function isPicture(text: string): boolean {
  const url = text.length > 2048 ? null : URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol);
}
