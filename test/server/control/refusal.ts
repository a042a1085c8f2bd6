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
