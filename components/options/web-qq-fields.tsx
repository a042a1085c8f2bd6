import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { Field } from './field';
import type { FieldsProps } from './fields-props';
import { useForms } from './forms';

/** Server and number; a phone signs it in, or with WebQQ 3 a password. A warning where its cookies would cross a network in the clear. */
export function WebQqFields(props: FieldsProps) {
  const { t } = useWorld().i18n;
  const judgement = useForms().judgeServer('webqq', props.server);
  return (
    <>
      <div class="two">
        <Field
          label={t('form_server')}
          value={props.server}
          onInput={props.onServer}
          refusal={props.of('server')}
          note={t('form_hosts')}
          input={{ name: 'server', placeholder: '*.qq.example.cn', autoComplete: 'off', spellcheck: false }}
        />
        <Field
          label={t('form_number')}
          value={props.uin}
          onInput={props.onUin}
          refusal={props.of('uin')}
          note={t('form_phone')}
          input={{ name: 'uin', inputMode: 'numeric', autoComplete: 'off', maxLength: 20 }}
        />
      </div>
      <Field
        label={t('form_password_older')}
        value={props.password}
        onInput={props.onPassword}
        refusal={props.of('password')}
        note={t('form_password_older_note')}
        input={{ name: 'password', type: 'password', autoComplete: 'off', maxLength: 200 }}
      />
      {judgement !== undefined && !judgement.private && (
        <p class="note amber">
          <Icon name="lock" />
          {t('form_cookies_plain')}
        </p>
      )}
    </>
  );
}
