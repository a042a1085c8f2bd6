/** Why a call was not carried out. `field` names the part of the body at fault, if one is. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly field: string | null = null,
  ) {
    super(message);
  }
}

/** Lets a refusal say which item of a list it means. */
export function naming<T>(prefix: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.status, error.message, prefix + (error.field ?? ''));
    throw error;
  }
}
