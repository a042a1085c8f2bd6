import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import type { Profile } from '../../world';
import { type Command, done } from '../command';

/** The constant every client sends as LC; any other gets NULL (spec/http-qq, Login). */
const LOGIN_CODE = '9326B87B234E7235';

/** QQ numbers have five digits at least; 100 is the texts' example of one that is not legal. */
const LEGAL_UIN = /^[1-9]\d{4,10}$/;

const WRONG_PASSWORD = '密码错误';

/** Signs a client in. M5 may be missing or anything: the 2005 probe tried 0 to 3 and none. */
export const login: Command = {
  name: 'Login',
  echo: 'LOGIN',
  beforeLogin: true,
  prepare(params) {
    const secret = params.get('PS') ?? '';
    if (secret === '' || params.get('LC') !== LOGIN_CODE) return undefined;
    return ({ core, sessions }, { uin, address }) => {
      if (!LEGAL_UIN.test(uin)) return { res: 5, replies: [[]], messages: [] };
      const profile = core.world.profile(uin);
      if (profile === undefined || !opens(profile, secret)) {
        return done([
          ['RS', '1'],
          ['RA', WRONG_PASSWORD],
        ]);
      }
      // At the same address it is the same session; at another the old one has lost its place (design 9).
      if (sessions.of({ uin, address }) === undefined) {
        sessions.begin(uin, address, core.clock.now());
        core.world.setPresence(uin, 'online');
      }
      const { hi, li } = core.settings.clock;
      return done([
        ['RS', '0'],
        ['HI', String(hi)],
        ['LI', String(li)],
      ]);
    };
  },
};

/** PHP and Python clients wrote the MD5 in lower case, later ones in upper case (spec/http-qq, A4). */
function opens(profile: Profile, secret: string): boolean {
  if (profile.password === undefined) return false;
  const bytes = iconv.encode(profile.password, profile.passwordEncoding);
  return createHash('md5').update(bytes).digest('hex') === secret.toLowerCase();
}
