/** Every way to write one IPv4 address in a URL's host that a parser, or a careless check, may take for it. */
export function ipv4Spellings(bytes: readonly [number, number, number, number]): string[] {
  const [a, b, c, d] = bytes;
  const whole = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const dotted = bytes.join(".");
  return [
    dotted,
    `${dotted}.`,
    String(whole),
    `0x${whole.toString(16)}`,
    `0${whole.toString(8)}`,
    bytes.map((byte) => `0x${byte.toString(16)}`).join("."),
    bytes.map((byte) => `0${byte.toString(8)}`).join("."),
    bytes.map((byte) => `000${byte.toString(8)}`).join("."),
    `${a}.${b * 2 ** 16 + c * 2 ** 8 + d}`,
    `${a}.${b}.${c * 2 ** 8 + d}`,
    `0x${a.toString(16)}.0${b.toString(8)}.${c * 2 ** 8 + d}`,
    dotted.replaceAll(/\d/g, (digit) => FULL_WIDTH[Number(digit)] ?? ""),
    dotted.replaceAll(/\d/g, (digit) => CIRCLED[Number(digit)] ?? ""),
    dotted.replaceAll(".", "。"),
    dotted.replaceAll(/\d/g, (digit) => `%3${digit}`),
  ];
}

/** Every IPv6 address that carries an IPv4 address and may be routed to it. */
export function ipv6Carriers(bytes: readonly [number, number, number, number]): string[] {
  const [a, b, c, d] = bytes;
  const high = (a * 256 + b).toString(16);
  const low = (c * 256 + d).toString(16);
  const dotted = bytes.join(".");
  return [
    `[::ffff:${dotted}]`,
    `[::FFFF:${dotted}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:ffff:${high}:${low}]`,
    `[::ffff:0:${dotted}]`,
    `[64:ff9b::${dotted}]`,
    `[64:ff9b::${high}:${low}]`,
    `[64:ff9b:1::${high}:${low}]`,
    `[2002:${high}:${low}::]`,
    `[2002:${high}:${low}::1]`,
    `[2001:0:${high}:${low}::1]`,
    `[::${dotted}]`,
    `[::${high}:${low}]`,
  ];
}

const FULL_WIDTH = [..."０１２３４５６７８９"];
const CIRCLED = [..."⓪①②③④⑤⑥⑦⑧⑨"];
