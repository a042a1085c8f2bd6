/** The start of a text frame from a server: header, and the first bytes of what it promises (RFC 6455, 5.2). */
export function beginFrame(text: string, bytes: number): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([headerFor(payload.length), payload.subarray(0, bytes)]);
}

function headerFor(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, length]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = 0x81;
  header[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) header.writeUInt16BE(length, 2);
  else header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
