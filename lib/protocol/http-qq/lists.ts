import { type Decoded, no, type Packet, shorten, yes } from './packet';

/**
 * A list's items, raw. Each is followed by a comma, the last one too (spec/http-qq, A3), and that comma is what tells
 * a whole list from a cut one: without it `200001,20` would be taken for two people.
 */
export function splitList(packet: Packet, key: string): Decoded<readonly string[]> {
  const value = packet.fields.get(key);
  if (value === undefined) return no('garbled', `${key} missing`);
  if (value === '') return yes([]);
  const items = value.split(',');
  const rest = items.pop();
  return rest === '' ? yes(items) : no('garbled', `${key} ends in mid-item: ${shorten(value.slice(-20))}`);
}

/**
 * The first `count` items of the field that runs to the end of the reply. What follows them may only be further
 * fields: anything else means that an item holds a comma nobody escaped, or that the count is wrong, and then no item
 * can be told from its neighbour.
 */
export function splitTail(packet: Packet, key: string, count: number): Decoded<readonly string[]> {
  const value = packet.fields.get(key);
  if (value === undefined) return no('garbled', `${key} missing`);
  const items: string[] = [];
  let at = 0;
  while (items.length < count) {
    const comma = value.indexOf(',', at);
    if (comma < 0) return no('garbled', `${key} has ${items.length} of ${count} items`);
    items.push(value.slice(at, comma));
    at = comma + 1;
  }
  const rest = value.slice(at);
  return rest === '' || rest.startsWith('&') ? yes(items) : no('garbled', `${key} has more than ${count} items`);
}

/**
 * One item's text. Servers escape `%`, `&` and `,` and nothing else (spec/http-qq, A3); from one that escapes less, a
 * stray `%` stands for itself, because a message in odd spelling is worth more than none. A line break arrives as a
 * bare CR.
 */
export function decodeItem(raw: string): string {
  return raw.replace(/(?:%[0-9a-f]{2})+/gi, decodeEscapes).replace(/\r\n?/g, '\n');
}

function decodeEscapes(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}

/** A field that must be a count, 0 to 999999. */
export function readCount(packet: Packet, key: string): Decoded<number> {
  const value = packet.fields.get(key);
  if (value === undefined) return no('garbled', `${key} missing`);
  return /^\d{1,6}$/.test(value) ? yes(Number(value)) : no('garbled', `${key}=${shorten(value)} is no count`);
}

export function isNumber(text: string): boolean {
  return /^\d{1,20}$/.test(text);
}
