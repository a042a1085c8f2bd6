import type { ProtocolName } from '../../lib/model/account';
import { useWorld } from '../world';

/** Who is asked, and where, as typed so far. */
export interface Address {
  readonly protocol: ProtocolName;
  readonly server: string;
}

/**
 * What is offered at first: WebQQ itself is gone since 2019, so somebody who chooses it has a server of their own, as the
 * embedded one at the port that it has when it is started by hand.
 */
export const usualServers: Readonly<Record<ProtocolName, string>> = {
  onebot: '',
  'http-qq': '',
  webqq: '127.0.0.1:48002',
};

/** What people with a real QQ number run today. */
export const emptyAddress: Address = { protocol: 'onebot', server: '' };

interface ProtocolChoiceProps {
  readonly chosen: ProtocolName;
  readonly choose: (protocol: ProtocolName) => void;
}

/** Which kind of server answers for the number. People who run one know its program's name, not the protocol's. */
export function ProtocolChoice({ chosen, choose }: ProtocolChoiceProps) {
  const { t } = useWorld().i18n;
  const offered = [
    ['onebot', t('protocol_onebot'), t('protocol_onebot_note')],
    ['webqq', t('protocol_webqq'), t('protocol_webqq_note')],
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
