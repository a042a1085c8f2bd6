import { type Answer, page } from '../answer';
import type { Visit } from '../call';
import { domainOf, placeOf } from '../places';

/** The page that clients were told to have come from; it only carried other pages' requests. */
export function proxyPage(): Answer {
  return page('<!DOCTYPE html><html><head><title>proxy</title></head><body></body></html>');
}

/** The sign-in page: clients fetched it for its cookie, and those of WebQQ 3 for g_login_sig. */
export function loginPage({ office, asked }: Visit): Answer {
  const sig = Buffer.from(`login ${office.core.seed} ${office.core.clock.now()}`).toString('base64url');
  const head = `<title>QQ</title><script>var g_login_sig=encodeURIComponent("${sig}");</script>`;
  const cookies = [`pt_login_sig=${sig}; PATH=/;${domainOf(placeOf(asked), 'ptlogin2.')}`];
  return page(`<!DOCTYPE html><html><head>${head}</head><body></body></html>`, cookies);
}
