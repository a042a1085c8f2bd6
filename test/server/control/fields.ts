import { Refusal } from './refusal';

/** A call's body, a JSON object. Fields nobody knows are passed over. */
export type Body = Readonly<Record<string, unknown>>;

/** Takes any JSON for an object or refuses. */
export function parseBody(json: unknown, field: string | null = null): Body {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Refusal(400, 'a JSON object is expected', field);
  }
  return json as Body;
}

/** Runs `parse` on a field that is there; undefined for one that is not. */
export function optional<T>(body: Body, field: string, parse: (body: Body, field: string) => T): T | undefined {
  return body[field] === undefined ? undefined : parse(body, field);
}

export function parseText(body: Body, field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value === '') throw new Refusal(400, `${field} must be a text, not empty`, field);
  // Half a surrogate pair cannot be sent as UTF-8.
  if (/\p{Surrogate}/u.test(value)) throw new Refusal(400, `${field} is not well-formed Unicode`, field);
  if (Buffer.byteLength(value) > TEXT_LIMIT)
    throw new Refusal(400, `${field} is longer than ${TEXT_LIMIT} bytes`, field);
  return value;
}

const TEXT_LIMIT = 64 * 1024;

/** People's numbers are texts: five to eleven digits. */
export function parseUin(body: Body, field: string): string {
  return parseUinValue(body[field], field);
}

export function parseUins(body: Body, field: string): string[] {
  const value = body[field];
  if (!Array.isArray(value)) throw new Refusal(400, `${field} must be a list of numbers`, field);
  return value.map((item, index) => parseUinValue(item, `${field}[${index}]`));
}

function parseUinValue(value: unknown, field: string): string {
  if (typeof value === 'string' && /^[1-9]\d{4,10}$/.test(value)) return value;
  throw new Refusal(400, `${field} must be a QQ number as a text of 5 to 11 digits`, field);
}

export function parseFlag(body: Body, field: string): boolean {
  const value = body[field];
  if (typeof value !== 'boolean') throw new Refusal(400, `${field} must be true or false`, field);
  return value;
}

/** A parser of whole numbers between two bounds. */
export function wholeBetween(least: number, most: number): (body: Body, field: string) => number {
  return (body, field) => {
    const value = body[field];
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Refusal(400, `${field} must be a whole number from ${least} to ${most}`, field);
  };
}

/** A parser of one word out of a list. */
export function oneOf<const T extends string>(words: readonly T[]): (body: Body, field: string) => T {
  return (body, field) => {
    const found = words.find((word) => word === body[field]);
    if (found === undefined) throw new Refusal(400, `${field} must be one of ${words.join(', ')}`, field);
    return found;
  };
}
