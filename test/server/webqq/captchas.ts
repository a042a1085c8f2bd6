import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import type { Uin } from '../world';

/** Letters that nobody takes for another, each as seven rows of five dots. */
const LETTERS: Readonly<Record<string, readonly number[]>> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  C: [15, 16, 16, 16, 16, 16, 15],
  E: [31, 16, 16, 30, 16, 16, 31],
  H: [17, 17, 17, 31, 17, 17, 17],
  K: [17, 18, 20, 24, 20, 18, 17],
  L: [16, 16, 16, 16, 16, 16, 31],
  P: [30, 17, 17, 30, 16, 16, 16],
  T: [31, 4, 4, 4, 4, 4, 4],
  X: [17, 17, 10, 4, 10, 17, 17],
  Y: [17, 17, 10, 4, 4, 4, 4],
};
const ROWS = 7;
const COLUMNS = 5;
const DOT = 5;
const WIDTH = 130;
const HEIGHT = 53;
/** Where the letters begin, and from one to the next. */
const LEFT = 9;
const TOP = 9;
const STEP = 29;

/** The letters that each number is asked for; a new picture has new ones, and a tried one is worth nothing more. */
export class Captchas {
  readonly #letters = new Map<Uin, string>();
  #made = 0;

  constructor(private readonly seed: number) {}

  /** Chooses four letters for a number. */
  renew(uin: Uin): string {
    this.#made += 1;
    const names = Object.keys(LETTERS);
    const bytes = createHash('sha256').update(`captcha ${this.seed} ${this.#made} ${uin}`).digest();
    const letters = [...bytes.subarray(0, 4)].map((byte) => names[byte % names.length]).join('');
    this.#letters.set(uin, letters);
    return letters;
  }

  of(uin: Uin): string | undefined {
    return this.#letters.get(uin);
  }

  /** Whether these are the letters; right or wrong, they are used up. */
  tryOut(uin: Uin, letters: string): boolean {
    const right = this.#letters.get(uin) === letters.toUpperCase();
    this.#letters.delete(uin);
    return right;
  }

  clear(): void {
    this.#letters.clear();
  }
}

/** Draws letters as a picture of the size that the sign-in page had room for. */
export function drawLetters(letters: string): Buffer {
  const png = new PNG({ width: WIDTH, height: HEIGHT, colorType: 2 });
  png.data.fill(0xf4);
  for (const [index, letter] of [...letters].entries()) {
    for (let dot = 0; dot < ROWS * COLUMNS; dot += 1) {
      const row = Math.floor(dot / COLUMNS);
      const column = dot % COLUMNS;
      const isInk = (((LETTERS[letter]?.[row] ?? 0) >> (COLUMNS - 1 - column)) & 1) === 1;
      if (isInk) drawDot(png, LEFT + index * STEP + column * DOT, TOP + row * DOT);
    }
  }
  return PNG.sync.write(png);
}

function drawDot(png: PNG, left: number, top: number): void {
  for (let y = top; y < top + DOT; y += 1) {
    const start = (y * png.width + left) * 4;
    for (let at = start; at < start + DOT * 4; at += 4) png.data.set([0x1f, 0x3a, 0x5f, 0xff], at);
  }
}
