import type { EpochMs, RealNumber } from './ids';
import type { Presence } from './presence';

export const sexes = ['male', 'female'] as const;
export type Sex = (typeof sexes)[number];
export const bloodTypes = ['a', 'b', 'o', 'ab', 'other'] as const;
export type BloodType = (typeof bloodTypes)[number];
/** From Aquarius on, as QQ counts them. */
export const starSigns = [
  'aquarius',
  'pisces',
  'aries',
  'taurus',
  'gemini',
  'cancer',
  'leo',
  'virgo',
  'libra',
  'scorpio',
  'sagittarius',
  'capricorn',
] as const;
export type StarSign = (typeof starSigns)[number];
export const zodiacAnimals = [
  'rat',
  'ox',
  'tiger',
  'rabbit',
  'dragon',
  'snake',
  'horse',
  'goat',
  'monkey',
  'rooster',
  'dog',
  'pig',
] as const;
export type ZodiacAnimal = (typeof zodiacAnimals)[number];

/** What somebody wrote about themselves in words of their own, in the order it is shown. */
export const profileTexts = [
  'about',
  'realName',
  'country',
  'province',
  'city',
  'address',
  'postcode',
  'phone',
  'mobile',
  'email',
  'homepage',
  'job',
  'school',
  'birthday',
] as const;
export type ProfileText = (typeof profileTexts)[number];

/** What somebody tells of themselves. What they left empty is absent; all of it is untrusted text. */
export interface Profile {
  readonly nick?: string;
  /** 1-based number of the picture. */
  readonly picture?: number;
  readonly sex?: Sex;
  readonly age?: number;
  readonly blood?: BloodType;
  readonly sign?: StarSign;
  readonly zodiac?: ZodiacAnimal;
  readonly texts: Readonly<Partial<Record<ProfileText, string>>>;
  /** What has no meaning known to us, and codes past their table, under the server's own letters. */
  readonly others?: Readonly<Record<string, string>>;
  /** Longer than is kept: these end in mid-text. Names of `texts`, or `nick`, or the server's own letters. */
  readonly cut?: readonly string[];
}

/** So many characters of one field are kept; what was meant for a card is far shorter. */
export const longestProfileText = 2000;
/** So many fields that nobody here knows are kept. */
export const mostOtherFields = 24;

/** Whom to look for; what is absent fits everybody. */
export interface PeopleQuery {
  readonly age?: number;
  readonly sex?: Sex;
  readonly province?: string;
}

/** Somebody a search found, who may be anybody. */
export interface FoundPerson {
  readonly number: RealNumber;
  readonly nick?: string;
  readonly picture?: number;
  readonly presence: Presence;
}

/** So many of one search are kept; who looks for more asks more narrowly. */
export const mostFound = 200;

/** An account's last search and what came of it. */
export interface Search {
  readonly query: PeopleQuery;
  readonly at: EpochMs;
  readonly state: 'asking' | 'done' | 'failed';
  readonly people: readonly FoundPerson[];
  /** There are more, and this number asks for them. */
  readonly after?: RealNumber;
  /** Why it failed, or what of the answer could not be read. */
  readonly why?: string;
}
