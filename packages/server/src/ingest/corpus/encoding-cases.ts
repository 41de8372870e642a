import { type CorpusCase, type CorpusRow, corpusCases } from "./corpus-case.ts";

/** Bytes that are or are not UTF-8. */
export function encodingCases(): CorpusCase[] {
  return corpusCases("encoding", [...BROKEN, ...MARKED, ...WIDE, ...VALID]);
}

const inQuotes = (...bytes: number[]): number[] => [0x22, ...bytes, 0x22];
const ascii = (text: string): number[] => [...Buffer.from(text, "latin1")];

const BROKEN: CorpusRow[] = [
  ["a lone continuation byte", inQuotes(0x80), 400],
  ["a lone continuation byte BF", inQuotes(0xbf), 400],
  ["two continuation bytes", inQuotes(0x80, 0xbf), 400],
  ["a lead byte without the rest", inQuotes(0xc3), 400],
  ["three of four bytes", inQuotes(0xf0, 0x9f, 0x98), 400],
  ["two of three bytes", inQuotes(0xe2, 0x82), 400],
  ["an overlong slash in two bytes", inQuotes(0xc0, 0xaf), 400],
  ["an overlong slash in three bytes", inQuotes(0xe0, 0x80, 0xaf), 400],
  ["an overlong slash in four bytes", inQuotes(0xf0, 0x80, 0x80, 0xaf), 400],
  ["an overlong NUL, as Java writes it", inQuotes(0xc0, 0x80), 400],
  ["the lead byte C1", inQuotes(0xc1, 0xbf), 400],
  ["a high surrogate in UTF-8", inQuotes(0xed, 0xa0, 0x80), 400],
  ["a low surrogate in UTF-8", inQuotes(0xed, 0xbf, 0xbf), 400],
  ["a surrogate pair in UTF-8 (CESU-8)", inQuotes(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80), 400],
  ["beyond U+10FFFF", inQuotes(0xf4, 0x90, 0x80, 0x80), 400],
  ["the lead byte F5", inQuotes(0xf5, 0x80, 0x80, 0x80), 400],
  ["five bytes", inQuotes(0xf8, 0x88, 0x80, 0x80, 0x80), 400],
  ["six bytes", inQuotes(0xfc, 0x84, 0x80, 0x80, 0x80, 0x80), 400],
  ["the byte FE", inQuotes(0xfe), 400],
  ["the byte FF", inQuotes(0xff), 400],
  ["Latin-1", inQuotes(0x5a, 0x6f, 0xeb), 400],
  ["Windows-1252 quotes", inQuotes(0x93, 0x61, 0x94), 400],
  ["Shift JIS", inQuotes(0x83, 0x65, 0x83, 0x58), 400],
  ["a broken sequence in a key", [...ascii('{"'), 0xc3, ...ascii('":1}')], 400],
  ["a broken sequence outside strings", [...ascii("[1,"), 0xff, ...ascii("]")], 400],
  ["a broken sequence after the value", [...ascii("{}"), 0xff], 400],
];

const MARKED: CorpusRow[] = [
  ["a UTF-8 byte order mark", [0xef, 0xbb, 0xbf, 0x7b, 0x7d], 400],
  ["nothing but a UTF-8 byte order mark", [0xef, 0xbb, 0xbf], 400],
  ["a UTF-16 LE byte order mark", [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00], 400],
  ["a UTF-16 BE byte order mark", [0xfe, 0xff, 0x00, 0x7b, 0x00, 0x7d], 400],
  ["a UTF-32 LE byte order mark", [0xff, 0xfe, 0x00, 0x00, 0x7b, 0x00, 0x00, 0x00], 400],
  ["a UTF-32 BE byte order mark", [0x00, 0x00, 0xfe, 0xff, 0x00, 0x00, 0x00, 0x7b], 400],
  ["a byte order mark after white space", [0x20, 0xef, 0xbb, 0xbf, 0x7b, 0x7d], 400],
  ["a byte order mark inside a string", '"a\ufeffb"', '"a\ufeffb"'],
  ["a byte order mark after the value", "{}\ufeff", 400],
];

const WIDE: CorpusRow[] = [
  ["UTF-16 LE without a mark", [...Buffer.from('{"a":1}', "utf16le")], 400],
  ["UTF-16 BE without a mark", [...Buffer.from('{"a":1}', "utf16le").swap16()], 400],
  ["UTF-32 LE without a mark", [0x31, 0x00, 0x00, 0x00], 400],
  ["UTF-32 BE without a mark", [0x00, 0x00, 0x00, 0x31], 400],
  ["UTF-7", "+AHsAfQ-", 400],
  ["EBCDIC braces", [0xc0, 0xd0], 400],
];

const VALID: CorpusRow[] = [
  ["two bytes", '"é"', '"é"'],
  ["three bytes", '"€"', '"€"'],
  ["four bytes", '"😀"', '"😀"'],
  ["the last two-byte character", '"\u07ff"', '"\u07ff"'],
  ["the first three-byte character", '"\u0800"', '"\u0800"'],
  ["just below the surrogates", '"\ud7ff"', '"\ud7ff"'],
  ["just above the surrogates", '"\ue000"', '"\ue000"'],
  ["the first four-byte character", '"\u{10000}"', '"\u{10000}"'],
  ["the last character", '"\u{10ffff}"', '"\u{10ffff}"'],
  ["a non-character", '"\uffff"', '"\uffff"'],
  ["a private-use character", '"\uf8ff"', '"\uf8ff"'],
  ["the replacement character itself", '"\ufffd"', '"\ufffd"'],
  ["a key beyond ASCII", '{"ключ":"значение"}', '{"ключ":"значение"}'],
];
