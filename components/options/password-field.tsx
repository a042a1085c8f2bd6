import { useWorld } from '../world';
import { Field } from './field';
import type { Refusal } from './trouble-words';

export type Encoding = 'utf-8' | 'gbk';

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly encoding: Encoding;
  readonly refusal: Refusal | undefined;
  readonly onInput: (value: string) => void;
  readonly onEncoding: (encoding: Encoding) => void;
}

/** The password, and for one beyond ASCII the choice that old servers make necessary. */
export function PasswordField({ label, value, encoding, refusal, onInput, onEncoding }: PasswordFieldProps) {
  const { t } = useWorld().i18n;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything up to DEL is ASCII
  const beyond = /[^\u0000-\u007f]/.test(value);
  return (
    <>
      <Field
        label={label}
        value={value}
        onInput={onInput}
        refusal={refusal}
        input={{ type: 'password', autoComplete: 'off', maxLength: 200 }}
      />
      {beyond && (
        <fieldset class="form-field encoding">
          <legend>{t('form_encoding')}</legend>
          <div class="encodings">
            {(['utf-8', 'gbk'] as const).map((choice) => (
              <label key={choice}>
                <input type="radio" name="encoding" checked={encoding === choice} onChange={() => onEncoding(choice)} />
                {choice === 'gbk' ? 'GBK' : 'UTF-8'}
              </label>
            ))}
          </div>
          <p class="small muted">{t('form_encoding_note')}</p>
        </fieldset>
      )}
    </>
  );
}
