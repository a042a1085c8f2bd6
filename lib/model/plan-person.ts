import { longestCalled, longestNote, type Person, type PersonChange, type TellRule } from './person';

/** Whether something that just happened is to be told under a rule. */
export function isToBeTold(rule: TellRule | undefined, what: 'online' | 'writes', away: boolean): boolean {
  if (rule === undefined || (rule.onlyAway && !away)) return false;
  return rule.when === 'either' || rule.when === what;
}

/** The rule once it was told of; undefined where that was the one time. */
export function ruleAfter({ due: _, ...rule }: TellRule): TellRule | undefined {
  return rule.once ? undefined : rule;
}

/** A person after a change; undefined where nothing is left to keep. */
export function planPerson(before: Person, change: PersonChange): Person | undefined {
  const { note = before.note, called = before.called, tell = before.tell, answered = before.answered } = change;
  const { note: _, called: __, tell: ___, answered: ____, ...rest } = before;
  const after: Person = {
    ...rest,
    ...(note?.trim() ? { note: note.slice(0, longestNote) } : {}),
    ...(called?.trim() ? { called: called.trim().slice(0, longestCalled) } : {}),
    ...(tell ? { tell } : {}),
    ...(answered ? { answered } : {}),
  };
  return Object.keys(after).length > 2 ? after : undefined;
}
