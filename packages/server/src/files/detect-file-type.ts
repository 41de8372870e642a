import type { FileKind } from "../ports/files.ts";
import { isMp3 } from "./is-mp3.ts";
import { isPlainText } from "./is-plain-text.ts";

/** What a file is, told by its bytes. */
export interface FileType {
  readonly type: string;
  readonly extension: string;
  readonly kind: FileKind;
}

/** The type of a file if it is one that is accepted; what the sender says only decides between types with equal bytes. */
export function detectFileType(
  bytes: Uint8Array,
  declared: { readonly name: string; readonly type: string | undefined },
): FileType | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isAudio = declared.type?.toLowerCase().startsWith("audio/") ?? false;
  return (
    detectImage(file) ??
    detectMedia(file, isAudio) ??
    detectArchive(file) ??
    detectText(file, declared)
  );
}

const fileType = (kind: FileKind, type: string, extension: string): FileType => ({
  kind,
  type,
  extension,
});

const JPEG = fileType("image", "image/jpeg", "jpg");
const PNG = fileType("image", "image/png", "png");
const GIF = fileType("image", "image/gif", "gif");
const WEBP = fileType("image", "image/webp", "webp");
const WAV = fileType("audio", "audio/wav", "wav");
const MP3 = fileType("audio", "audio/mpeg", "mp3");
const OGG = fileType("audio", "audio/ogg", "ogg");
const M4A = fileType("audio", "audio/mp4", "m4a");
const MP4 = fileType("video", "video/mp4", "mp4");
const WEBM = fileType("video", "video/webm", "webm");
const WEBM_AUDIO = fileType("audio", "audio/webm", "webm");
const PDF = fileType("document", "application/pdf", "pdf");
const ZIP = fileType("document", "application/zip", "zip");
const OFFICE = "application/vnd.openxmlformats-officedocument";
const DOCX = fileType("document", `${OFFICE}.wordprocessingml.document`, "docx");
const XLSX = fileType("document", `${OFFICE}.spreadsheetml.sheet`, "xlsx");
const TXT = fileType("document", "text/plain; charset=utf-8", "txt");
const CSV = fileType("document", "text/csv; charset=utf-8", "csv");

const ascii = (file: Buffer, start: number, end: number): string =>
  file.toString("latin1", start, end);

function detectImage(file: Buffer): FileType | undefined {
  const start = ascii(file, 0, 12);
  if (start.startsWith("\xff\xd8\xff")) return JPEG;
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return PNG;
  if (/^GIF8[79]a/.test(start)) return GIF;
  return /^RIFF.{4}WEBP$/s.test(start) ? WEBP : undefined;
}

function detectMedia(file: Buffer, isAudio: boolean): FileType | undefined {
  const start = ascii(file, 0, 64);
  if (/^RIFF.{4}WAVE/s.test(start)) return WAV;
  if (start.startsWith("OggS")) return hasOggAudio(start) ? OGG : undefined;
  if (start.startsWith("\x1aE\xdf\xa3")) return start.includes("webm") ? webm(isAudio) : undefined;
  const [, brand] = /^.{4}ftyp(.{4})/s.exec(start) ?? [];
  if (brand !== undefined) return mp4(brand, isAudio);
  return isMp3(file) ? MP3 : undefined;
}

// The first page names the codec; the same container also holds video.
const OGG_CODECS = ["OpusHead", "\x01vorbis", "Speex   ", "\x7fFLAC"];
const hasOggAudio = (start: string): boolean => OGG_CODECS.some((codec) => start.includes(codec));
const webm = (isAudio: boolean): FileType => (isAudio ? WEBM_AUDIO : WEBM);

// Other brands of the same container (HEIC, AVIF, QuickTime, 3GPP) are not accepted.
function mp4(brand: string, isAudio: boolean): FileType | undefined {
  if (/^M4[AB] $/.test(brand)) return M4A;
  if (!/^(?:iso[m2-9]|mp4[12]|avc1|M4V |MSNV|dash)$/.test(brand)) return undefined;
  return isAudio ? M4A : MP4;
}

function detectArchive(file: Buffer): FileType | undefined {
  if (ascii(file, 0, 5) === "%PDF-") return PDF;
  if (ascii(file, 0, 4) !== "PK\x03\x04") return undefined;
  // With macros it is another type, and no program opens it under this one.
  if (!file.includes("[Content_Types].xml") || file.includes("vbaProject.bin")) return ZIP;
  if (file.includes("word/document.xml")) return DOCX;
  return file.includes("xl/workbook.xml") ? XLSX : ZIP;
}

function detectText(
  file: Buffer,
  { name, type }: { readonly name: string; readonly type: string | undefined },
): FileType | undefined {
  if (!isPlainText(file)) return undefined;
  return /\.csv$/i.test(name) || /^text\/csv\b/i.test(type ?? "") ? CSV : TXT;
}
