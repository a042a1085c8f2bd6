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
}

interface CaseOptions {
  /** Pages are named by their place in a shuffled order: nothing may hang on an id. */
  readonly shuffle: boolean;
  /** Every body stands in a table cell. */
  readonly wrap: boolean;
}

/** Reads JSON lines (design 7). Throws with the line where one is no case. */
export function readCases(file: string, { shuffle, wrap }: CaseOptions): Case[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const cases = lines.flatMap((line, n) => (line.trim() === '' ? [] : [parseCase(line, `${file}:${n + 1}`)]));
  const named = shuffle ? shuffled(cases).map((one, n) => ({ ...one, id: `${n}-${one.id.length}` })) : cases;
  return named.map((one) => (wrap ? { ...one, html: `<table><tr><td>${one.html}</td></tr></table>` } : one));
}

function parseCase(line: string, where: string): Case {
  const { id, html, expect } = JSON.parse(line) as { id?: unknown; html?: unknown; expect?: unknown };
  if (typeof id !== 'string' || typeof html !== 'string' || !Array.isArray(expect)) {
    throw new Error(`${where}: a case has an id, an html and an expect`);
  }
  return { id, html, expect: expect.map((one) => parseButton(one as Record<string, unknown>, where)) };
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
