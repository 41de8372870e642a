import fc from "fast-check";
import { expect, test } from "vitest";
import { detectFileType } from "./detect-file-type.ts";

const typeOf = (content: string | Uint8Array, name = "", type?: string): string | undefined =>
  detectFileType(typeof content === "string" ? Buffer.from(content, "latin1") : content, {
    name,
    type,
  })?.type;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const box = (brand: string): string => `\0\0\0\x18ftyp${brand}\0\0\0\0isommp42`;
const ebml = (docType: string): string => `\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84${docType}`;
const ogg = (codec: string): string => `OggS\0\x02${"\0".repeat(20)}\x01\x13${codec}`;
const zip = (...names: string[]): string => names.map((name) => `PK\x03\x04 ${name} `).join("");
const mp3Frame = `\xff\xfb\x90\x00${"\0".repeat(413)}`;

test.each([
  ["JPEG", "\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
  ["PNG", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"],
  ["GIF 87a", "GIF87a\x01\0\x01\0", "image/gif"],
  ["GIF 89a", "GIF89a\x01\0\x01\0", "image/gif"],
  ["WebP", "RIFF\n\0\0\0WEBPVP8 ", "image/webp"],
  ["PDF", "%PDF-1.7\n%\xe2\xe3", "application/pdf"],
  ["MP4", box("isom"), "video/mp4"],
  ["MP4 of a phone", box("mp42"), "video/mp4"],
  ["M4A", box("M4A "), "audio/mp4"],
  ["WebM", ebml("webm"), "video/webm"],
  ["MP3 with a tag", "ID3\x04\0\0\0\0\0\0", "audio/mpeg"],
  ["MP3 of bare frames", mp3Frame + mp3Frame, "audio/mpeg"],
  ["Opus", ogg("OpusHead"), "audio/ogg"],
  ["Vorbis", ogg("\x01vorbis"), "audio/ogg"],
  ["WAV", "RIFF\n\0\0\0WAVEfmt ", "audio/wav"],
  ["ZIP", zip("a.txt"), "application/zip"],
])("knows %s by its bytes", (_, content, type) => {
  expect(typeOf(content)).toBe(type);
});

test.each([
  ["SVG", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ["SVG behind a declaration", '<?xml version="1.0"?>\n<svg/>'],
  ["SVG behind a comment", "<!-- a picture -->\n<svg/>"],
  ["HTML", "<!DOCTYPE html><p>Hello</p>"],
  ["HTML behind text", `${"words ".repeat(100)}<script>alert(1)</script>`],
  ["HTML in capitals", "<SCRIPT SRC=//a.example></SCRIPT>"],
  ["HTML with a slash", "<svg/onload=alert(1)>"],
  ["HTML in UTF-16", "\xff\xfe<\0s\0c\0r\0i\0p\0t\0>\0"],
  ["HTML in UTF-7 with a control", "+ADw-script\x00"],
  ["a PDF behind text", "hello\n%PDF-1.7"],
  ["PostScript", "%!PS-Adobe-3.0"],
  ["a Windows program", "MZ\x90\0\x03\0\0\0"],
  ["a Linux program", "\x7fELF\x02\x01\x01\0"],
  ["a Java class", "\xca\xfe\xba\xbe\0\0\0\x34"],
  ["HEIC", box("heic")],
  ["AVIF", box("avif")],
  ["QuickTime", box("qt  ")],
  ["Matroska", ebml("matroska")],
  ["Theora", ogg("\x80theora")],
  ["AVI", "RIFF\n\0\0\0AVI LIST"],
  ["BMP", "BM\x36\0\0\0"],
  ["TIFF", "II*\0\x08\0\0\0"],
  ["one MPEG frame and noise", `${mp3Frame}noise\0`],
  ["an MPEG frame with a reserved rate", `\xff\xfb\xf0\x00${"\0".repeat(2_000)}`],
  ["layer II", `\xff\xfd\x90\x00${"\0".repeat(2_000)}`],
  ["Latin-1 text", "Zo\xeb"],
  ["text with a NUL", "a\0b"],
  ["a terminal colour", "\x1b[31mred"],
])("does not take %s", (_, content) => {
  expect(typeOf(content, "picture.png", "image/png")).toBeUndefined();
});

test("takes UTF-8 text, and a table if it is called one", () => {
  const text = utf8("Name;Größe\r\nAnn <ann@example.org>;1 < 2 && 3 > 2\t😀\n");
  expect(typeOf(text, "a.txt")).toBe("text/plain; charset=utf-8");
  expect(typeOf(text, "a.CSV")).toBe("text/csv; charset=utf-8");
  expect(typeOf(text, "a", "text/csv")).toBe("text/csv; charset=utf-8");
  expect(typeOf(text, "a.html", "text/html")).toBe("text/plain; charset=utf-8");
});

test("takes office files for what they are, but one with macros for a mere archive", () => {
  const parts = "[Content_Types].xml";
  expect(typeOf(zip(parts, "word/document.xml"))).toMatch(/wordprocessingml\.document$/);
  expect(typeOf(zip(parts, "xl/workbook.xml"))).toMatch(/spreadsheetml\.sheet$/);
  expect(typeOf(zip(parts, "word/document.xml", "word/vbaProject.bin"))).toBe("application/zip");
  expect(typeOf(zip("word/document.xml"))).toBe("application/zip");
});

test("takes a voice message for audio where the container could be either", () => {
  expect(typeOf(ebml("webm"), "voice", "audio/webm;codecs=opus")).toBe("audio/webm");
  expect(typeOf(box("mp42"), "voice", "audio/mp4")).toBe("audio/mp4");
});

test("says something about any bytes, and takes nothing that starts like markup", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, name) => {
      expect(() => detectFileType(bytes, { name, type: undefined })).not.toThrow();
      expect(typeOf(Buffer.concat([Buffer.from(" <html>"), bytes]), name)).toBeUndefined();
    }),
  );
});
