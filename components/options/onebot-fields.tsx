import { useMemo } from 'preact/hooks';
import { Icon } from '../parts/glyph';
import { useWorld } from '../world';
import { Field } from './field';
import type { FieldsProps } from './fields-props';
import { useForms } from './forms';
import { LookAround } from './look-around';

const cures = {
  'nobody-listens': 'add_onebot_nobody_listens',
  'bad-server': 'add_onebot_bad_server',
  'too-large': 'add_onebot_too_large',
} as const;

/** Address and token; the number is whoever answers there. */
export function OneBotFields(props: FieldsProps) {
  const { t } = useWorld().i18n;
  const judgement = useForms().judgeServer('onebot', props.server);
  const open = judgement !== undefined && !judgement.here && props.password.trim() === '';
  const readable = judgement !== undefined && !judgement.private && !open;
  const refused = props.of('password');
  // As it was sent, not as it is typed since.
  const tokenless = useMemo(() => props.password.trim() === '', [refused]);
  return (
    <>
      <LookAround choose={props.onServer} />
      <Field
        label={t('form_address')}
        value={props.server}
        onInput={props.onServer}
        refusal={props.of('server') ?? props.of('uin')}
        cures={cures}
        note={t('form_address_note')}
        input={{ name: 'server', placeholder: '127.0.0.1:3001', autoComplete: 'off', spellcheck: false }}
      />
      <Field
        label={t('form_token')}
        value={props.password}
        onInput={props.onPassword}
        refusal={refused}
        {...(tokenless && { cures: { 'wrong-token': 'add_onebot_token_wanted' } })}
        note={t('form_token_note')}
        input={{ name: 'password', type: 'password', autoComplete: 'off', maxLength: 400 }}
      />
      {(open || readable) && (
        <p class="note amber">
          <Icon name="lock" />
          {t(open ? 'form_token_open' : 'form_token_plain')}
        </p>
      )}
    </>
  );
}
