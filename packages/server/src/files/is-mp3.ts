/** Says whether bytes are MPEG audio layer III: an ID3v2 tag, or two frames of which the first says where the second starts. */
export function isMp3(file: Buffer): boolean {
  if (file.toString("latin1", 0, 3) === "ID3") return true;
  const length = frameLength(file, 0);
  return length !== undefined && frameLength(file, length) !== undefined;
}

const KBPS_OF_MPEG_1 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBPS_OF_MPEG_2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const HERTZ = [44_100, 48_000, 32_000];

/** By the version bits of the header; 1 is reserved. */
const VERSIONS = [
  { kbps: KBPS_OF_MPEG_2, divisor: 4, coefficient: 72_000 },
  undefined,
  { kbps: KBPS_OF_MPEG_2, divisor: 2, coefficient: 72_000 },
  { kbps: KBPS_OF_MPEG_1, divisor: 1, coefficient: 144_000 },
] as const;

function frameLength(file: Buffer, at: number): number | undefined {
  if (at + 4 > file.length) return undefined;
  const header = file.readUInt32BE(at);
  const isLayer3 = header >>> 21 === 0x7ff && ((header >>> 17) & 3) === 1;
  const version = VERSIONS[(header >>> 19) & 3];
  if (!isLayer3 || version === undefined) return undefined;
  const kbps = version.kbps[((header >>> 12) & 15) - 1];
  const hertz = HERTZ[(header >>> 10) & 3];
  if (kbps === undefined || hertz === undefined) return undefined;
  const padding = (header >>> 9) & 1;
  return Math.floor((version.coefficient * kbps * version.divisor) / hertz) + padding;
}
