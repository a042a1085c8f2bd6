import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ProtocolName } from '../../lib/model/account';
import type { SettingsPort, SoundName } from '../../lib/settings/settings';
import type { Refusal } from './trouble-words';

/** What forms need of protocols and settings. Entry points hand it in, since only they may know one from another. */
export interface Forms {
  readonly settings: SettingsPort;
  /** Plays one of the sounds now; `volume` 1 to 100. */
  readonly play: (sound: SoundName, volume: number) => void;
  /** The list in the browser's place beside the page. Must be called straight from a click; false where it was refused. */
  readonly openBeside: () => Promise<boolean>;
  /** Going on after the last window; undefined where the browser ends with it. Both answer how it is by now. */
  readonly staying:
    | { readonly read: () => Promise<boolean>; readonly set: (stays: boolean) => Promise<boolean> }
    | undefined;
  /** Whose settings a person has to look at. */
  readonly platform: Platform;
  /** What an address as typed means; undefined where it is none. */
  readonly judgeServer: (protocol: ProtocolName, typed: string) => ServerJudgement | undefined;
  /** Identity and secrets of what was typed, or what cannot be meant. The password itself goes no further than this. */
  readonly prepare: (protocol: ProtocolName, typed: Typed) => Prepared;
}

export type Platform = 'windows' | 'mac' | 'linux' | 'android' | 'other';

export interface ServerJudgement {
  /** Canonical, as it is stored. */
  readonly server: string;
  /** What the browser is asked to allow: a permission names web addresses only. */
  readonly origin: string;
  /** False where a secret would cross a network in the clear. */
  readonly private: boolean;
  /** On this very machine, where nobody else can knock. */
  readonly here: boolean;
}

export interface Typed {
  readonly server: string;
  readonly uin: string;
  readonly password: string;
  readonly encoding: 'utf-8' | 'gbk';
}

export type Prepared =
  | {
      readonly ok: true;
      readonly value: { readonly server: string; readonly uin: string; readonly secrets: Record<string, string> };
    }
  | Refusal;

export const FormsContext = createContext<Forms | undefined>(undefined);

export function useForms(): Forms {
  const forms = useContext(FormsContext);
  if (forms === undefined) throw new Error('a form stands outside FormsContext');
  return forms;
}
