import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { invalidFields } from "../../errors.ts";
import { createMailbox } from "../../mailbox.ts";
import { isCommonPassword } from "./common-passwords.ts";

/** Passwords as they are kept: Argon2id in the PHC string form, so that a later cost reads what an earlier one wrote. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
}

/** OWASP's recommendation: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const tagBytes = 32;

const derive = promisify(argon2);

/** Makes the keeper. One is computed at a time: each takes 19 MiB, and whoever asks for many gets them one by one. */
export function createPasswords(): Passwords {
  const mailbox = createMailbox();
  const tagOf = (password: string, nonce: Buffer, { memory, passes, parallelism }: Cost) =>
    mailbox.run(0, () =>
      derive("argon2id", {
        ...{ message: password.normalize("NFKC"), nonce, memory, passes, parallelism },
        tagLength: tagBytes,
      }),
    );
  return {
    hash: async (password) => {
      const salt = randomBytes(saltBytes);
      return written(salt, await tagOf(password, salt, cost));
    },
    verify: async (password, hash) => {
      const kept = parse(hash);
      if (!kept) return false;
      return timingSafeEqual(await tagOf(password, kept.salt, kept.cost), kept.tag);
    },
  };
}

/** Refuses a password that is too easily found: one of the most common, made of them, or the e-mail address itself. */
export function refuseWeakPassword(password: string, email: string): void {
  const plain = password.trim().toLowerCase();
  const local = email.split("@")[0] ?? "";
  if (plain === email || (local.length >= 4 && plain.replace(/[\d\W_]+/g, "") === local))
    throw invalidFields({ password: ["Do not take the e-mail address for a password."] });
  if (isCommonPassword(password))
    throw invalidFields({ password: ["Too many people take this password. Take another one."] });
}

type Cost = { readonly [K in keyof typeof cost]: number };

function written(salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

const phc =
  /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

function parse(hash: string) {
  const found = phc.exec(hash);
  if (!found) return null;
  const [, memory, passes, parallelism, salt = "", tag = ""] = found;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}

const unpadded = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");
