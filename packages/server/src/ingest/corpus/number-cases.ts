import { type CorpusCase, type CorpusRow, corpusCases } from "./corpus-case.ts";

/** Numbers that every store keeps, and those that one of them would change. */
export function numberCases(): CorpusCase[] {
  return corpusCases("number", [...KEPT, ...ZEROES, ...TOO_LARGE, ...MISSPELLED, ...PLACES]);
}

const KEPT: CorpusRow[] = [
  ["zero", "0", "0"],
  ["minus one", "-1", "-1"],
  ["a fraction", "3.25", "3.25"],
  ["a small fraction", "1e-7", "1e-7"],
  ["an exponent", "1E3", "1000"],
  ["an exponent with plus", "1e+3", "1000"],
  ["a fraction that is whole", "2.0", "2"],
  ["the largest integer", "9007199254740991", "9007199254740991"],
  ["the smallest integer", "-9007199254740991", "-9007199254740991"],
  ["the largest integer as a float", "9007199254740991.0", "9007199254740991"],
  ["the largest integer by exponent", "9.007199254740991e15", "9007199254740991"],
  ["the smallest double", "5e-324", "5e-324"],
  ["below the smallest double", "1e-400", "0"],
  ["more digits than a double holds", "0.1234567890123456789", "0.12345678901234568"],
  ["an exponent with leading zeroes", "1e0000000000003", "1000"],
  ["a thousand digits after the point", `0.${"1".repeat(1_000)}`, "0.1111111111111111"],
];

const ZEROES: CorpusRow[] = [
  ["minus zero", "-0", "0"],
  ["minus zero as a fraction", "-0.0", "0"],
  ["minus zero with an exponent", "-0e5", "0"],
  ["below the smallest double, negative", "-1e-400", "0"],
  ["minus zero in an array", "[-0,1]", "[0,1]"],
  ["minus zero in an object", '{"a":{"b":-0.0}}', '{"a":{"b":0}}'],
  ["minus zero in a string", '"-0"', '"-0"'],
];

const TOO_LARGE: CorpusRow[] = [
  ["2^53", "9007199254740992", 400],
  ["−2^53", "-9007199254740992", 400],
  ["2^53 + 1, which would be rounded", "9007199254740993", 400],
  ["an identifier of another system", "12345678901234567890", 400],
  ["2^64", "18446744073709551616", 400],
  ["2^53 as a float", "9007199254740992.0", 400],
  ["a float that is an integer when rounded", "9007199254740993.4", 400],
  ["an integer written with an exponent", "1e20", 400],
  ["the largest double", "1.7976931348623157e308", 400],
  ["infinity by exponent", "1e400", 400],
  ["minus infinity by exponent", "-1e400", 400],
  ["infinity by digits", "9".repeat(400), 400],
  ["an enormous exponent", `1e${"9".repeat(300)}`, 400],
  ["a hundred thousand digits", "1".repeat(100_000), 400],
];

const MISSPELLED: CorpusRow[] = [
  ["a plus sign", "+1", 400],
  ["a leading zero", "01", 400],
  ["a negative leading zero", "-01", 400],
  ["no digit before the point", ".5", 400],
  ["no digit after the point", "1.", 400],
  ["no digit after the exponent", "1e", 400],
  ["no digit after the exponent's sign", "1e+", 400],
  ["two points", "1.2.3", 400],
  ["a minus alone", "-", 400],
  ["two minus signs", "--1", 400],
  ["a space after the minus", "- 1", 400],
  ["hexadecimal", "0x10", 400],
  ["octal", "0o7", 400],
  ["binary", "0b1", 400],
  ["an underscore", "1_000", 400],
  ["a comma for thousands", "1,000", 400],
  ["a big integer of JavaScript", "1n", 400],
  ["NaN", "NaN", 400],
  ["Infinity", "Infinity", 400],
  ["minus Infinity", "-Infinity", 400],
  ["full-width digits", "１２", 400],
  ["Arabic digits", "٣", 400],
  ["a minus sign U+2212", "−1", 400],
];

const PLACES: CorpusRow[] = [
  ["the path of a number in an object", '{"a":{"id":1e99}}', { status: 400, path: "/a/id" }],
  ["the path of a number in an array", "[0,[1,1e400]]", { status: 400, path: "/1/1" }],
  ["a path with a slash and a tilde", '{"a/b~c":1e400}', { status: 400, path: "/a~1b~0c" }],
  ["a large number as text", '"12345678901234567890"', '"12345678901234567890"'],
];
