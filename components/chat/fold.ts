import type { Part } from '../../lib/model/message';

/** Characters of a message shown at first: about a screen of the popup. Each "more" shows ten times as many. */
export const firstRoom = 800;
/** A line break takes as much room as a line, whatever stands on it; so do a face or a file a few characters. */
const lineRoom = 50;
const partRoom = 10;

export interface Folded {
  readonly parts: readonly Part[];
  /** Characters not shown. */
  readonly left: number;
}

/**
 * As much of a message as there is room for: one may be a megabyte, or ten thousand lines, or ten thousand faces. What
 * is only a little too long is shown whole, since a button for three words is a nuisance.
 */
export function planFold(parts: readonly Part[], room: number): Folded {
  if (parts.reduce((sum, part) => sum + roomOf(part), 0) <= room * 1.25) return { parts, left: 0 };
  const shown: Part[] = [];
  let free = room;
  let left = 0;
  for (const part of parts) {
    const needs = free > 0 ? roomOf(part) : 0;
    if (free <= 0) left += lengthOf(part);
    else if (needs <= free) shown.push(part);
    else if (part.kind === 'text') {
      const text = cutText(part.text, free);
      shown.push({ kind: 'text', text });
      left += part.text.length - text.length;
    } else left += lengthOf(part);
    free -= needs;
  }
  return { parts: shown, left };
}

function roomOf(part: Part): number {
  if (part.kind !== 'text') return partRoom + lengthOf(part);
  let lines = 0;
  for (let at = part.text.indexOf('\n'); at !== -1; at = part.text.indexOf('\n', at + 1)) lines += 1;
  return part.text.length + lines * lineRoom;
}

function lengthOf(part: Part): number {
  if (part.kind === 'text') return part.text.length;
  return 'name' in part ? (part.name?.length ?? 1) : 1;
}

/** Ends between two words where one ends in reach, and never inside a character. */
function cutText(text: string, room: number): string {
  let end = 0;
  for (let used = 0; end < text.length && used < room; end++) used += text[end] === '\n' ? lineRoom + 1 : 1;
  const cut = text.slice(0, end);
  const space = cut.search(/\s\S{0,100}$/);
  return (space > 0 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, '');
}
