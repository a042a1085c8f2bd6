import type { Profile } from '../../world';
import { type Command, done } from '../command';
import { cutPage } from '../paging';
import { isDigits, type Params } from '../parse-request';
import { pageFields, show } from '../shown';

const PEOPLE_A_PAGE = 50;

/** What people are looked for by; what was not asked for fits everybody. */
interface Wanted {
  age?: string;
  sex?: string;
  province?: string;
}

/** Looks for people. No reply was ever recorded: ours has the lists of Query_Stat, the offline among them. */
export const finger: Command = {
  name: 'Finger',
  echo: 'FINGER',
  prepare(params) {
    const wanted = parseWanted(params);
    const after = params.get('UN') ?? '0';
    if (wanted === undefined || !isDigits(after)) return undefined;
    return ({ core, sessions }, { uin }) => {
      const found = core.world.profiles().filter((profile) => profile.uin !== uin && fits(profile, wanted));
      const people = found.flatMap((profile) => show(core.world, profile.uin) ?? []);
      const page = cutPage(people, PEOPLE_A_PAGE, after, sessions.get(uin)?.pageEnds.Finger);
      sessions.setPageEnd(uin, 'Finger', page.end);
      return done(pageFields(page.items, page.fn));
    };
  },
};

/** AG and SX are numbers, PV is a text; letters in a number's place are malformed, as everywhere. */
function parseWanted(params: Params): Wanted | undefined {
  const [age, sex, province] = [params.get('AG') ?? '', params.get('SX') ?? '', params.get('PV') ?? ''];
  if ([age, sex].some((value) => value !== '' && !isDigits(value))) return undefined;
  return {
    ...(age === '' ? {} : { age: String(Number(age)) }),
    ...(sex === '' ? {} : { sex: String(Number(sex)) }),
    ...(province === '' ? {} : { province }),
  };
}

/** Who tells nothing of themselves is found by nothing. */
function fits({ details = {} }: Profile, { age, sex, province }: Wanted): boolean {
  const asked = [
    [age, details.AG],
    [sex, details.SX],
    [province, details.PV],
  ] as const;
  return asked.every(([wanted, told]) => wanted === undefined || wanted === told);
}
