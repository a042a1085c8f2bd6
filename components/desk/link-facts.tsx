import { wordKey } from '../../lib/i18n/i18n';
import type { TemporaryLink } from '../../lib/temporary-session/link';
import { useWorld } from '../world';

/** Every parameter in words; what is not there is not shown. */
export function LinkFacts({ link, endless }: { link: TemporaryLink; endless: boolean }) {
  const { i18n, clock } = useWorld();
  const { t } = i18n;
  const { lifeSeconds, signedAt } = link;
  const life =
    lifeSeconds === undefined
      ? undefined
      : lifeSeconds % 3600 === 0
        ? t('link_life_hours', lifeSeconds / 3600)
        : t('link_life_minutes', Math.ceil(lifeSeconds / 60));
  const facts = [
    [t('link_kind'), t(wordKey('ts_kind', link.kind))],
    [t('link_number'), link.number],
    [t('link_source'), link.source],
    [t('link_life'), life ?? (endless && link.kind === 'web' ? t('link_endless') : undefined)],
    [t('link_signed_at'), signedAt === undefined ? undefined : clock.exact(signedAt * 1000)],
    [t('link_proof'), link.seal ? t('link_proof_seal') : link.token ? t('link_proof_token') : undefined],
    [t('link_code'), link.asksCode ? t('link_code_asked') : undefined],
    [t('link_menu'), link.menu],
    [t('link_autoid'), link.autoid],
    [t('link_session'), link.session],
    [t('link_key'), link.key && `${link.key.slice(0, 8)}…`],
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
