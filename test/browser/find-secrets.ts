import { createHash } from 'node:crypto';

/** Something that was written somewhere: a console line, a report, an object store. */
export interface Dump {
  readonly where: string;
  readonly content: unknown;
}

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** A password with what protocols make of it. */
export function passwordAndDigests(name: string, value: string): Secret[] {
  const md5 = createHash('md5').update(value).digest('hex');
  return [
    { name, value },
    { name: `MD5 of ${name}`, value: md5 },
    { name: `SHA-256 of ${name}`, value: createHash('sha256').update(value).digest('hex') },
  ];
}

/**
 * Where a secret stands in plain sight, in any spelling: as it is, in either case, percent-encoded, in JSON, as hex, as
 * base64 at any of its three offsets, as a list of bytes, backwards. Answers one line for each find, without the secret.
 */
export function findSecrets(dumps: readonly Dump[], secrets: readonly Secret[]): string[] {
  const found: string[] = [];
  for (const { where, content } of dumps) {
    const text = (typeof content === 'string' ? content : (JSON.stringify(content) ?? '')).toLowerCase();
    for (const { name, value } of secrets) {
      for (const [spelling, spelled] of Object.entries(spellings(value))) {
        if (text.includes(spelled.toLowerCase())) found.push(`${where}: ${name}, ${spelling}`);
      }
    }
  }
  return found;
}

export function spellings(value: string): Record<string, string> {
  const bytes = Buffer.from(value);
  const all: Record<string, string> = {
    'as it is': value,
    percent: encodeURIComponent(value),
    'in JSON': JSON.stringify(value).slice(1, -1),
    'in JSON twice': JSON.stringify(JSON.stringify(value)).slice(3, -3),
    hex: bytes.toString('hex'),
    'UTF-16 hex': Buffer.from(value, 'utf16le').toString('hex'),
    bytes: [...bytes].join(','),
    'UTF-16 bytes': [...Buffer.from(value, 'utf16le')].join(','),
    backwards: [...value].reverse().join(''),
  };
  for (const offset of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The edges depend on what stands beside it, so only whole groups are looked for.
    const core = shifted.slice(Math.ceil((offset * 4) / 3), Math.floor((offset + bytes.length) / 3) * 4);
    if (core.length >= 8) {
      all[`base64 at ${offset}`] = core;
      all[`base64url at ${offset}`] = core.replaceAll('+', '-').replaceAll('/', '_');
    }
  }
  return all;
}
