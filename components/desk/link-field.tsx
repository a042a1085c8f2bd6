import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AccountView, ConversationView } from '../../lib/store/read';
import type { ParsedLink } from '../../lib/temporary-session/parse-link';
import { readTyped } from '../../lib/temporary-session/read-typed';
import { Glyph } from '../parts/glyph';
import { useWorld } from '../world';
import { LinkSays } from './link-says';

interface LinkFieldProps {
  readonly accounts: readonly AccountView[];
  readonly open: (view: ConversationView) => void;
  readonly typed: string | undefined;
  /** The page is about nothing else. */
  readonly focus?: boolean;
}

/** A link or a number, what it says, and a chat with whom it calls through the account that the person picks. */
export function LinkField({ accounts, open, typed, focus = false }: LinkFieldProps) {
  const { i18n, linkService } = useWorld();
  const { t } = i18n;
  const [text, setText] = useState(typed ?? '');
  const [shown, setShown] = useState(typed);
  const [service, setService] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => void linkService().then(setService), [linkService]);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  // Before it is painted: an effect that came after would wipe what somebody was quick to write.
  useLayoutEffect(() => {
    if (typed === undefined) return;
    setText(typed);
    setShown(typed);
  }, [typed]);
  return (
    <>
      <form
        class="line link-form"
        onSubmit={(event) => {
          event.preventDefault();
          setShown(text);
        }}
      >
        <input
          ref={field}
          class="input"
          aria-label={t('link_field')}
          placeholder={t('link_field')}
          value={text}
          spellcheck={false}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setShown(undefined);
          }}
          onPaste={(event) => {
            // Whoever pastes into an empty field wants it read: one click less.
            const pasted = event.clipboardData?.getData('text/plain') ?? '';
            if (text !== '' || pasted.trim() === '') return;
            event.preventDefault();
            setText(pasted);
            setShown(pasted);
          }}
        />
        <button type="submit" class="btn">
          {t('link_go')}
        </button>
      </form>
      {shown !== undefined && (
        <LinkRead key={`${shown} ${service}`} text={shown} service={service} accounts={accounts} open={open} />
      )}
    </>
  );
}

interface LinkReadProps {
  readonly text: string;
  readonly service: string | undefined;
  readonly accounts: readonly AccountView[];
  readonly open: (view: ConversationView) => void;
}

function LinkRead({ text, service, accounts, open }: LinkReadProps) {
  const { i18n } = useWorld();
  const { parsed, address, words } = readTyped(text, service);
  return (
    <section class="link-read" aria-label={i18n.t('link_says')}>
      {parsed.ok ? (
        <LinkSays link={parsed.link} address={address} words={words} accounts={accounts} open={open} />
      ) : (
        <Refused fault={parsed.fault} />
      )}
    </section>
  );
}

function Refused({ fault }: { fault: Extract<ParsedLink, { ok: false }>['fault'] }) {
  const { t } = useWorld().i18n;
  const { why, field = '' } = fault;
  const words = {
    empty: t('fault_empty'),
    'too-long': t('fault_too_long'),
    'no-address': t('fault_no_address'),
    'other-scheme': t('fault_other_scheme'),
    'other-place': t('fault_other_place'),
    missing: t('fault_missing', field),
    'ill-formed': t('fault_ill_formed', field),
    'said-twice': t('fault_said_twice', field),
    'life-too-long': t('fault_life_too_long'),
  }[why];
  return (
    <p class="note amber" role="alert">
      <Glyph name="refused" />
      {words}
    </p>
  );
}
