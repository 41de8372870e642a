const deepest = 100;
const space = /^[\t\n\r ]*/;
// JSON forbids the control characters below the space, not those above it.
const text = /^"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/u;
const scalar = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/;

/** Finds the offset at which a text stops being JSON; `undefined`: it is JSON. */
export function findJsonFault(source: string): number | undefined {
  const reader: Reader = { source, at: 0, depth: 0 };
  if (!readValue(reader)) return reader.at;
  skip(reader, space);
  return reader.at < source.length ? reader.at : undefined;
}

interface Reader {
  readonly source: string;
  at: number;
  depth: number;
}

function readValue(reader: Reader): boolean {
  skip(reader, space);
  switch (reader.source.charAt(reader.at)) {
    case "{":
      return readItems(reader, "}", readEntry);
    case "[":
      return readItems(reader, "]", readValue);
    case '"':
      return skip(reader, text);
    default:
      return skip(reader, scalar);
  }
}

function readItems(reader: Reader, close: string, read: (reader: Reader) => boolean): boolean {
  if (reader.depth >= deepest) return false;
  reader.depth += 1;
  reader.at += 1;
  const isWhole = readSign(reader, close) || readRest(reader, close, read);
  reader.depth -= 1;
  return isWhole;
}

function readRest(reader: Reader, close: string, read: (reader: Reader) => boolean): boolean {
  do {
    if (!read(reader)) return false;
  } while (readSign(reader, ","));
  return readSign(reader, close);
}

function readEntry(reader: Reader): boolean {
  skip(reader, space);
  return skip(reader, text) && readSign(reader, ":") && readValue(reader);
}

function readSign(reader: Reader, sign: string): boolean {
  skip(reader, space);
  if (reader.source.charAt(reader.at) !== sign) return false;
  reader.at += 1;
  return true;
}

function skip(reader: Reader, pattern: RegExp): boolean {
  const length = pattern.exec(reader.source.slice(reader.at))?.[0].length;
  reader.at += length ?? 0;
  return length !== undefined;
}
