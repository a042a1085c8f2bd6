import type { Encoding } from './password-field';
import type { Refusal } from './trouble-words';

/** What the fields of every protocol are given. */
export interface FieldsProps {
  readonly server: string;
  readonly onServer: (server: string) => void;
  readonly uin: string;
  readonly onUin: (uin: string) => void;
  readonly password: string;
  readonly onPassword: (password: string) => void;
  readonly encoding: Encoding;
  readonly onEncoding: (encoding: Encoding) => void;
  readonly of: (field: Refusal['field']) => Refusal | undefined;
}
