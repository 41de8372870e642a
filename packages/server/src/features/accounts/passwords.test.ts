import { argon2Sync } from "node:crypto";
import { expect, test } from "vitest";
import { isCommonPassword } from "./common-passwords.ts";
import { createPasswords, refuseWeakPassword } from "./passwords.ts";

const passwords = createPasswords();

test("a hash fits its own password and no other, and is another one each time", async () => {
  const [first, second] = [
    await passwords.hash("kettle é lamp"),
    await passwords.hash("kettle é lamp"),
  ];
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(second).not.toBe(first);
  expect(await passwords.verify("kettle é lamp", first)).toBe(true);
  // The same letters as another keyboard composes them.
  expect(await passwords.verify("kettle e\u0301 lamp", first)).toBe(true);
  for (const wrong of ["", "kettle e lamp", "Kettle é lamp", "kettle é lamp "])
    expect(await passwords.verify(wrong, first)).toBe(false);
});

test("a hash of another cost still fits: what is kept says how it was made", async () => {
  const salt = Buffer.from("sixteenbytesalt!");
  const cost = { memory: 4096, passes: 3, parallelism: 2, tagLength: 32 };
  const tag = argon2Sync("argon2id", { message: "kettle-lamp-river", nonce: salt, ...cost });
  const text = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  const kept = `$argon2id$v=19$m=4096,t=3,p=2$${text(salt)}$${text(tag)}`;
  expect(await passwords.verify("kettle-lamp-river", kept)).toBe(true);
  expect(await passwords.verify("kettle-lamp-rivers", kept)).toBe(false);
});

test.each([
  "",
  "$argon2id$",
  "kettle",
  "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "$argon2id$v=19$m=19456,t=2,p=1$$",
])("a hash that is none fits nothing: %s", async (hash) => {
  expect(await passwords.verify("kettle", hash)).toBe(false);
  expect(await passwords.verify("", hash)).toBe(false);
});

test.each([
  ...["password1234", "Password!2024", "P@ssw0rd1234", "passwordpassword", "123456789012"],
  ...["qwertyuiop12", "1q2w3e4r5t6y", "abcdefghijkl", "aaaaaaaaaaaa", "121212121212"],
  ...["iloveyou1234", "welcome12345", "administrator", "letmein12345", "Summer2024!!"],
  ...["liverpool1234", "changemechangeme", "987654321987", "zaq12wsxcde3", "monkeydragon1"],
])("%s is one that everybody tries first", (common) => {
  expect(isCommonPassword(common)).toBe(true);
});

test.each([
  ...["kettle-lamp-river-91", "correct horse battery 7 staple lamp", "Vh3#kQ9!zmPw"],
  ...["my dog ate 3 red boats", "summer london freedom justice kettle", "ünïcödé wörds hère"],
])("%s is none of them", (good) => {
  expect(isCommonPassword(good)).toBe(false);
  expect(() => refuseWeakPassword(good, "ann@example.org")).not.toThrow();
});

test.each([
  ["ann.archer@example.org", "ann.archer@example.org"],
  ["Ann.Archer@Example.org", "ann.archer@example.org"],
  ["bartholomew-1990!", "bartholomew@example.org"],
])("%s is the address itself, or nearly", (password, email) => {
  expect(() => refuseWeakPassword(password, email)).toThrow();
});
