import { digestPassword, type PasswordEncoding } from './password';
import { passwordSecret } from './secret';
import { parseServer, parseUin } from './settings';

/** What a person typed into the form. */
export interface Typed {
  readonly server: string;
  readonly uin: string;
  readonly password: string;
  readonly encoding: PasswordEncoding;
}

/** An account's identity and what it signs in with; or the first thing that cannot be meant, and in which field. */
export type Prepared =
  | {
      readonly ok: true;
      readonly value: {
        readonly server: string;
        readonly uin: string;
        /** What the vault keeps. The password itself is never kept. */
        readonly secrets: Readonly<Record<string, string>>;
      };
    }
  | {
      readonly ok: false;
      readonly trouble: 'bad-server' | 'bad-number' | 'empty-password' | 'not-gbk';
      readonly field: 'server' | 'uin' | 'password';
    };

export function prepareHttpQq({ server, uin, password, encoding }: Typed): Prepared {
  const at = parseServer(server);
  if (!at.ok) return { ok: false, trouble: 'bad-server', field: 'server' };
  const number = parseUin(uin);
  if (number === undefined) return { ok: false, trouble: 'bad-number', field: 'uin' };
  const digest = digestPassword(password, encoding);
  if (!digest.ok) return { ok: false, trouble: digest.trouble, field: 'password' };
  return { ok: true, value: { server: at.server, uin: number, secrets: { [passwordSecret]: digest.md5 } } };
}
