import { readFileSync } from 'node:fs';

/** A button as a case expects it, or as the background knows it. */
export interface CaseButton {
  readonly uin: string;
  readonly style: number | null;
  readonly version: number;
  readonly via: string;
}

/** One page: what stands in its body, and which buttons have to stand there afterwards. */
export interface Case {
  readonly id: string;
  readonly html: string;
  readonly expect: readonly CaseButton[];
  /** Numbers beside whose links a small mark stands; absent: not compared. */
  readonly marks?: readonly string[];
  /** Numbers beside whose links a mark has to stand: pictures of a site's own are not replaced (corpus/variants, 5). */
  readonly dots?: readonly string[];
}

interface CaseOptions {
  /** Pages are named by their place in a shuffled order: nothing may hang on an id. */
  readonly shuffle: boolean;
  /** Every body stands in a table cell. */
  readonly wrap: boolean;
  /** Pictures that never told a state are to be replaced too: `may` is expected besides. */
  readonly static?: boolean;
}

/** Reads JSON lines (design 7). Throws with the line where one is no case. */
export function readCases(file: string, { shuffle, wrap, static: statics = false }: CaseOptions): Case[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const cases = lines.flatMap((line, n) => (line.trim() === '' ? [] : [parseCase(line, `${file}:${n + 1}`, statics)]));
  const named = shuffle ? shuffled(cases).map((one, n) => ({ ...one, id: `${n}-${one.id.length}` })) : cases;
  return named.map((one) => (wrap ? { ...one, html: `<table><tr><td>${one.html}</td></tr></table>` } : one));
}

function parseCase(line: string, where: string, statics: boolean): Case {
  const { id, html, expect, marks, may } = JSON.parse(line) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof html !== 'string' || !Array.isArray(expect)) {
    throw new Error(`${where}: a case has an id, an html and an expect`);
  }
  const more = (statics && Array.isArray(may) ? may : []) as Record<string, unknown>[];
  const wanted = [...(expect as Record<string, unknown>[]), ...more.filter(({ version }) => version !== null)];
  const dots = more.filter(({ version }) => version === null).map((one) => parseMark(one, where));
  return {
    id,
    html,
    expect: wanted.map((one) => parseButton(one, where)),
    ...(dots.length > 0 ? { dots } : {}),
    ...(Array.isArray(marks) ? { marks: marks.map((one) => parseMark(one, where)) } : {}),
  };
}

function parseMark(mark: unknown, where: string): string {
  const uin = typeof mark === 'object' && mark !== null ? (mark as { uin?: unknown }).uin : mark;
  if (typeof uin !== 'string') throw new Error(`${where}: a mark is a number or has a uin`);
  return uin;
}

function parseButton({ uin, style, version, via }: Record<string, unknown>, where: string): CaseButton {
  if (typeof uin !== 'string' || typeof version !== 'number')
    throw new Error(`${where}: a button has a uin and a version`);
  return {
    uin,
    version,
    style: typeof style === 'number' ? style : null,
    via: typeof via === 'string' ? via : 'image',
  };
}

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** What is in one list and not in the other, as often as it is. */
export function without(all: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export function nameButton({ uin, style, version, via }: CaseButton): string {
  return `${uin} style ${style ?? 'none'} version ${version} ${via}`;
}
