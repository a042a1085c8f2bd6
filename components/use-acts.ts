import { cleanName } from '../lib/format/name';
import { wordKey } from '../lib/i18n/i18n';
import type { Ability } from '../lib/model/ability';
import { type Act, type Deed, recallWindowMs } from '../lib/model/act';
import type { Message } from '../lib/model/message';
import type { AccountView } from '../lib/store/read';
import { useNow } from './now';
import { useFailureToast, useToasts } from './parts/toast';
import { durationWords } from './words';
import { useWorld } from './world';

/** How an act stands, in words, and what can be done about it. */
export interface ActWords {
  readonly text: string;
  readonly tone: 'muted' | 'warn' | 'bad';
  /** It can still be taken back. */
  readonly undo?: true;
  /** It ended badly: once more, or put away. */
  readonly ended?: true;
  readonly again?: () => void;
}

const doing = {
  answer: 'act_answering',
  recall: 'act_recalling',
  unfriend: 'act_unfriending',
  add: 'act_adding',
} as const;

/** What a person asks of one account beside messages: only what its server can do, each told how it went. */
export function useActs(view: AccountView | undefined) {
  const { ask, i18n } = useWorld();
  const { t } = i18n;
  const { show } = useToasts();
  const failed = useFailureToast();
  const now = useNow();
  const accountId = view?.account.id ?? 0;
  const actOf = (id: string): Act | undefined => view?.session.acts?.find((act) => act.id === id);

  const run = async (deed: Deed) => {
    const answer = await ask('act', { accountId, deed });
    if (failed(answer) && answer.ok && !answer.value) show({ text: t('act_unsupported') });
  };
  const cancel = async (id: string) => {
    const answer = await ask('cancelAct', { accountId, id });
    if (failed(answer) && answer.ok && !answer.value) show({ text: t('not_undone') });
  };
  const close = async (key: string) => {
    failed(await ask('closeRequest', { accountId, key }));
  };

  const wordsOf = (id: string): ActWords | undefined => {
    const act = actOf(id);
    if (act === undefined) return undefined;
    const { deed, state, notBefore, said, why } = act;
    const again = () => void run(deed);
    const what = deed.kind === 'answer' ? (deed.accept ? 'act_accepting' : 'act_declining') : doing[deed.kind];
    if (state === 'waiting' && notBefore > now) {
      return { text: t('act_leaves', t(what), durationWords(t, notBefore - now + 999)), tone: 'muted', undo: true };
    }
    if (state === 'waiting' || state === 'leaving') return { text: t('act_under_way', t(what)), tone: 'muted' };
    if (state === 'uncertain') return { text: t('act_uncertain', t(what)), tone: 'warn', ended: true, again };
    const words =
      why === 'unsupported'
        ? t('act_unsupported')
        : cleanName(said ?? '') || t(wordKey('reason', why ?? 'server-trouble'));
    return { text: t('act_failed', t(what), words), tone: 'bad', ended: true, again };
  };

  const able = (ability: Ability) => view?.session.abilities?.includes(ability) === true;
  /** A message of our own, known to the server by a name of its, and young enough. */
  const canRecall = (message: Message) =>
    able('recall') &&
    message.direction === 'out' &&
    message.delivery === 'sent' &&
    !message.recalled &&
    !message.remoteKey.startsWith('o') &&
    now - message.at < recallWindowMs;

  return { run, cancel, close, wordsOf, able, canRecall };
}

export type Acts = ReturnType<typeof useActs>;
