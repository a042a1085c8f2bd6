/** The secret that Login needs, by the name its request marks it with: the lower-case hex MD5 of the password. */
export const passwordSecret = 'password-md5';
