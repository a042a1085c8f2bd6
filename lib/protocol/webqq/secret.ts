/** Under which the vault keeps the MD5 of a password, 32 hex digits. */
export const passwordSecret = 'password-md5';
