import { wordKey } from '../../lib/i18n/i18n';
import type { TemporaryLink } from '../../lib/temporary-session/link';
import { unusedNames } from '../../lib/temporary-session/parse-link';
import { useWorld } from '../world';

interface LinkFactsProps {
  readonly link: TemporaryLink;
  readonly address: string;
  /** Nothing in it says when it ends. */
  readonly endless: boolean;
}

/** Every parameter in words; what is not there is not shown. */
export function LinkFacts({ link, address, endless }: LinkFactsProps) {
  const { i18n, clock } = useWorld();
  const { t } = i18n;
  const { lifeSeconds, signedAt } = link;
  const life =
    lifeSeconds === undefined
      ? undefined
      : lifeSeconds % 3600 === 0
        ? t('duration_h', lifeSeconds / 3600)
        : t('duration_min', Math.ceil(lifeSeconds / 60));
  const facts = [
    [t('ts_kind'), t(wordKey('ts_kind', link.kind))],
    [t('link_number'), link.number],
    [t('ts_source'), link.source],
    [t('link_life'), life ?? (endless && link.kind === 'web' ? t('link_endless') : undefined)],
    [t('link_signed_at'), signedAt === undefined ? undefined : clock.exact(signedAt * 1000)],
    [t('link_proof'), link.seal ? t('link_proof_seal') : link.token ? t('link_proof_token') : undefined],
    [t('link_code'), link.asksCode ? t('link_code_asked') : undefined],
    [t('link_menu'), link.menu],
    [t('link_autoid'), link.autoid],
    [t('link_session'), link.session],
    [t('link_key'), link.key && `${link.key.slice(0, 8)}…`],
    [t('link_unused'), unusedNames(address).join(' · ') || undefined],
  ] as const;
  return (
    <dl class="link-facts">
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt class="muted">{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
