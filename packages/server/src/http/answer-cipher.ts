import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Keeps an answer that shows a secret readable for whoever asks again, and for nobody who reads the database. */
export interface AnswerCipher {
  close(text: string): string;
  open(closed: string): string;
}

const nonceBytes = 12;
const tagBytes = 16;

/** Makes the cipher of one request: its key is made of the caller's secret, which is stored nowhere. */
export function answerCipher(secret: string, idempotencyKey: string): AnswerCipher {
  const key = Buffer.from(hkdfSync("sha256", secret, idempotencyKey, "parley stored answer", 32));
  return {
    close: (text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open: (closed) => {
      const bytes = Buffer.from(closed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const text = decipher.update(bytes.subarray(nonceBytes + tagBytes));
      return Buffer.concat([text, decipher.final()]).toString("utf8");
    },
  };
}
