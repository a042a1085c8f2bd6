import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { Field } from './field';
import type { FieldsProps } from './fields-props';
import { useForms } from './forms';
import { PasswordField } from './password-field';

/** Server, number and password; a warning where the password's fingerprint would cross a network in the clear. */
export function HttpQqFields(props: FieldsProps) {
  const { t } = useWorld().i18n;
  const judgement = useForms().judgeServer('http-qq', props.server);
  return (
    <>
      <Field
        label={t('form_server')}
        value={props.server}
        onInput={props.onServer}
        refusal={props.of('server')}
        note={t('form_permission')}
        input={{ name: 'server', placeholder: 'qq.example.cn:8000', autoComplete: 'off', spellcheck: false }}
      />
      {judgement !== undefined && !judgement.private && (
        <p class="note amber">
          <Icon name="lock" />
          {t('form_plain')}
        </p>
      )}
      <div class="two">
        <Field
          label={t('form_number')}
          value={props.uin}
          onInput={props.onUin}
          refusal={props.of('uin')}
          input={{ name: 'uin', inputMode: 'numeric', autoComplete: 'off', maxLength: 20 }}
        />
        <PasswordField
          label={t('form_password')}
          value={props.password}
          encoding={props.encoding}
          refusal={props.of('password')}
          onInput={props.onPassword}
          onEncoding={props.onEncoding}
        />
      </div>
    </>
  );
}
