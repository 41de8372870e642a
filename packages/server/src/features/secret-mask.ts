import { isSecretName, mask } from "./mask-headers.ts";

/** Finds secrets by the names they stand under, and masks them wherever they come up again. */
export interface SecretMask {
  /** Takes a value that is known to be one, with its scheme (`Bearer …`) and without. */
  learn(value: string): void;
  /** Takes the values under names of secrets: in JSON, in a form, in a URL's query. */
  learnFrom(text: string): void;
  apply(text: string): string;
}

/** Shorter values are masked where they are named, not wherever else they occur: too much would be them. */
const shortestSought = 6;
const mostSought = 50;

/** A text that was cut may end within a value. */
const jsonPair = /"((?:[^"\\]|\\.){1,64})"(\s*:\s*)("(?:[^"\\]|\\.)*(?:"|\\?$)|-?\d[\d.eE+-]*)/g;
const formPair = /(^|[?&])([^=&#?\s"{}<>]{1,64})=([^&#\s"<>]*)/g;
/** Whoever has the token of a resume address may use it. */
const resumeToken = /(\/v1\/resume\/|%2Fv1%2Fresume%2F)[A-Za-z0-9._~-]+/gi;

/** Makes a mask that knows no secret yet. */
export function createSecretMask(): SecretMask {
  const sought = new Set<string>();

  function seek(value: string): void {
    if (value.length >= shortestSought && sought.size < mostSought) sought.add(value);
  }

  function learn(value: string): void {
    seek(value);
    const [, rest] = /^\S+\s+(\S.*)$/.exec(value) ?? [];
    if (rest !== undefined) seek(rest);
  }

  return {
    learn,
    learnFrom: (text) => {
      for (const [, name = "", , value = ""] of text.matchAll(jsonPair))
        if (isSecretName(name)) learn(value.replace(/^"|"$/g, ""));
      for (const [, , name = "", value = ""] of text.matchAll(formPair))
        if (isSecretName(decoded(name))) learnEncoded(learn, value);
    },
    apply: (text) => {
      const named = text
        .replace(jsonPair, (pair, name: string, colon: string) =>
          isSecretName(name) ? `"${name}"${colon}"${mask}"` : pair,
        )
        .replace(formPair, (pair, before: string, name: string) =>
          isSecretName(decoded(name)) ? `${before}${name}=${mask}` : pair,
        )
        .replace(resumeToken, `$1${mask}`);
      // The longest first: one may be the beginning of another.
      const secrets = [...sought].sort((a, b) => b.length - a.length);
      return secrets.reduce((masked, secret) => masked.replaceAll(secret, mask), named);
    },
  };
}

function learnEncoded(learn: (value: string) => void, value: string): void {
  learn(value);
  learn(decoded(value));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
