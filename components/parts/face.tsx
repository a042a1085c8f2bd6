import { initial } from '../../lib/format/initial';
import type { Peer } from '../../lib/model/ids';
import { peerKind } from '../../lib/model/ids';
import type { Presence } from '../../lib/model/presence';
import { useWorld } from '../world';
import { Glyph } from './glyph';

interface FaceProps {
  readonly peer: Peer;
  readonly name: string;
  readonly presence: Presence;
  readonly stranger: boolean;
}

/** Circle = person, squircle = group, dashed = stranger. Groups are not online or offline. */
export function Face({ peer, name, presence, stranger }: FaceProps) {
  const { t } = useWorld().i18n;
  const many = peerKind(peer) === 'g' || peerKind(peer) === 'd';
  const shape = many ? 'face group' : stranger ? 'face stranger' : 'face';
  return (
    <span class={shape}>
      <span aria-hidden="true">{stranger ? '?' : initial(name)}</span>
      {!many && (
        <span class="at">
          <Glyph name={presence} />
          <span class="hidden">{t(`presence_${presence}`)}</span>
        </span>
      )}
    </span>
  );
}
