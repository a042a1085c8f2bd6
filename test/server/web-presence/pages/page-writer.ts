/** A page with markup of its time; `charset` is what its head says, `uin` gives the n-th number to write in. */
export type PageWriter = (charset: string, uin: (n: number) => string) => string;
