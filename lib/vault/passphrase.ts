/**
 * What a passphrase becomes. It is derived in the page where it was typed, as passwords are prepared there: people use
 * passphrases in more than one place, and what reaches the background opens this vault and nothing else.
 */
export interface PassphraseKey {
  /** 32 bytes. */
  readonly key: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
}

export interface VaultState {
  readonly locked: boolean;
  /** Absent where none is set. */
  readonly passphrase?: {
    readonly salt: Uint8Array<ArrayBuffer>;
    readonly rounds: number;
    readonly lockOnStart: boolean;
  };
}

/** OWASP's figure for PBKDF2 with HMAC-SHA-256. Stored with each passphrase, so that it can be raised later. */
export const usualRounds = 600_000;
const saltBytes = 16;

/** A new passphrase. */
export async function choosePassphrase(passphrase: string, crypto: Crypto): Promise<PassphraseKey> {
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
  return { salt, rounds: usualRounds, key: await derive(passphrase, salt, usualRounds, crypto) };
}

/**
 * PBKDF2 with HMAC-SHA-256. The text is brought to NFKC first: an input method that writes full-width digits or a
 * keyboard that composes accents differently must not lock anybody out.
 */
export async function derive(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
  { subtle }: Crypto,
): Promise<Uint8Array<ArrayBuffer>> {
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const typed = await subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits']);
  const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, typed, 256);
  return new Uint8Array(bits);
}
