import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

/**
 * An append-only file of lines. Appends are plain synchronous writes: the kernel keeps them when the process is killed,
 * which is the death this server is tested with. It does not sync to disk, since power cuts are not.
 */
export class StateFile {
  #descriptor: number;

  constructor(private readonly path: string) {
    this.#descriptor = openSync(path, 'a');
  }

  /** The whole lines; a last line without its end was cut by a death, and what it belonged to was never answered. */
  lines(): string[] {
    if (!existsSync(this.path)) return [];
    const pieces = readFileSync(this.path, 'utf8').split('\n');
    pieces.pop();
    return pieces;
  }

  /** Adds a line and answers with its length in bytes. */
  append(line: string): number {
    const bytes = Buffer.from(`${line}\n`);
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written);
    return bytes.length;
  }

  /** Puts these lines in place of all there were; a death leaves the old file or the new one, never half of each. */
  replace(lines: readonly string[]): void {
    const temporary = `${this.path}.new`;
    writeFileSync(temporary, lines.map((line) => `${line}\n`).join(''));
    closeSync(this.#descriptor);
    renameSync(temporary, this.path);
    this.#descriptor = openSync(this.path, 'a');
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
