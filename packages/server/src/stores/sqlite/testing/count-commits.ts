import { readFileSync } from "node:fs";

const headBytes = 32;
const frameHeadBytes = 24;

/**
 * Counts the transactions in a write-ahead log since it was last begun anew: frames whose head says how many pages the
 * database has after them (https://sqlite.org/fileformat2.html#walformat).
 */
export function countCommits(logFile: string): number {
  const log = readFileSync(logFile);
  if (log.length < headBytes) return 0;
  const pageBytes = log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let commits = 0;
  for (let at = headBytes; at + frameHeadBytes + pageBytes <= log.length; ) {
    // What follows is left from before.
    if (!log.subarray(at + 8, at + 16).equals(salt)) break;
    if (log.readUInt32BE(at + 4) !== 0) commits += 1;
    at += frameHeadBytes + pageBytes;
  }
  return commits;
}
