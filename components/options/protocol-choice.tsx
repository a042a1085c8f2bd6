import type { ProtocolName } from '../../lib/model/account';
import { useWorld } from '../world';

/** What a form can be filled in for; the others are not built yet. */
export type Offered = Extract<ProtocolName, 'http-qq' | 'onebot'>;

/** Who is asked, and where, as typed so far. */
export interface Address {
  readonly protocol: Offered;
  readonly server: string;
}

/** What people with a real QQ number run today. */
export const emptyAddress: Address = { protocol: 'onebot', server: '' };

interface ProtocolChoiceProps {
  readonly chosen: Offered;
  readonly choose: (protocol: Offered) => void;
}

/** Which kind of server answers for the number. People who run one know its program's name, not the protocol's. */
export function ProtocolChoice({ chosen, choose }: ProtocolChoiceProps) {
  const { t } = useWorld().i18n;
  const offered = [
    ['onebot', t('protocol_onebot'), t('protocol_onebot_note')],
    ['http-qq', t('protocol_http_qq'), t('protocol_http_qq_note')],
  ] as const;
  return (
    <fieldset class="form-field choices">
      <legend>{t('form_protocol')}</legend>
      {offered.map(([protocol, name, note]) => (
        <label key={protocol} class="choice">
          <input type="radio" name="protocol" checked={chosen === protocol} onChange={() => choose(protocol)} />
          <span class="choice-words">
            {name}
            <span class="small muted">{note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
