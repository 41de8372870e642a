import fc from "fast-check";
import { expect, test } from "vitest";
import { downloadHeaders } from "./download-headers.ts";
import { fileName, isFileName } from "./file-name.ts";

test.each([
  ["photo.jpeg", "jpg", "photo.jpg"],
  ["../../etc/passwd", "txt", "passwd.txt"],
  ["..\\..\\windows\\system.ini", "txt", "system.txt"],
  ["/etc/cron.d/", "txt", "file.txt"],
  ["C:\\fakepath\\me.png", "png", "me.png"],
  ["invoice.pdf.exe", "png", "invoice.pdf.png"],
  ["invoice\u202Egnp.exe", "pdf", "invoicegnp.pdf"],
  ["...", "png", "file.png"],
  [".htaccess", "txt", "file.txt"],
  ["", "png", "file.png"],
  ['a<b>"c|d?.txt', "txt", "a_b__c_d_.txt"],
  ["Übersicht 2026 – Größe 😀.pdf", "pdf", "Übersicht 2026 – Größe 😀.pdf"],
  [`${"é".repeat(300)}.png`, "png", `${"é".repeat(75)}.png`],
  [`${"a".repeat(149)}😀.png`, "png", `${"a".repeat(149)}.png`],
])("shows %j with the extension %s as %j", (sent, extension, shown) => {
  expect(fileName(sent, extension)).toBe(shown);
});

test("a name with a control or half a character is no name", () => {
  for (const name of ["a\0.png", "a\r\nSet-Cookie: b", "a\tb", "a\u0085", "\ud800"]) {
    expect(isFileName(name)).toBe(false);
  }
  expect(isFileName("Größe 😀.png")).toBe(true);
});

test("whatever the name, the shown one has no path and the header stays one header", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (sent) => {
      fc.pre(isFileName(sent));
      const name = fileName(sent, "png");
      expect(name).not.toMatch(/[\\/]|^\./);
      const file = { key: "k", conversationId: 1, name, type: "image/png", bytes: 1 } as const;
      const header = downloadHeaders({ ...file, kind: "image" })["content-disposition"];
      expect(header).toMatch(
        /^attachment; filename="[^"\\]*\.png"; filename\*=UTF-8''[\w.~!#$&+^`|%-]+$/,
      );
    }),
  );
});
